"""The pages behind the links of mails show, and change nothing by themselves."""

import pytest

from services.gateway.kit.problems import ServiceProblem
from tests.gateway.conftest import ORIGIN
from tests.gateway.products.contests.public.conftest import Fair, read
from tests.gateway.products.contests.public.mail_links.links import (
    OWN,
    WITHOUT_NEWS,
    claim_link,
    entry_link,
)


def test_looking_at_any_link_changes_nothing(fair: Fair) -> None:
    contest = fair.opened()
    fair.someone().enter(fair.page(contest))
    pending = fair.mailed("/confirm/")
    fair.confirmed(contest, email="b@example.org", opt_in="yes")
    entry, stop = fair.mailed(OWN), fair.mailed("/unsubscribe")
    fair.world.drawn(4, **WITHOUT_NEWS)
    claim = fair.mailed("/claim/")
    paths = [
        pending,
        entry,
        *(f"{entry}/{page}" for page in ("receipt.json", "data.json", "correct", "withdraw")),
        stop,
        claim,
        f"{claim}/decline",
        f"{claim}/details",
        f"{pending}?action=accept",
        f"{stop}?List-Unsubscribe=One-Click",
    ]
    before, someone = fair.stored(), fair.someone()
    fair.services.asked.clear()
    for path in paths:
        # What can be corrected no more leads back to what is kept.
        shown = (303,) if path.endswith("/correct") else (200, 410)
        assert someone.get(path).status_code in shown, path
        assert someone.client.head(path, base_url="http://127.0.0.1:8000").data == b""
    assert {each.method for each in fair.services.asked} == {"GET"}
    assert fair.stored() == before


def test_pages_behind_links_are_neither_passed_on_nor_kept(fair: Fair) -> None:
    link = entry_link(fair)
    headers = fair.someone().get(link).headers
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("ending", ["", "/correct", "/withdraw", "/unsubscribe"])
def test_a_post_without_the_form_of_our_page_does_nothing(fair: Fair, ending: str) -> None:
    link = entry_link(fair, opt_in="yes")
    before = fair.stored()
    client = fair.someone().client
    path = fair.mailed("/unsubscribe") if ending == "/unsubscribe" else link + ending
    answer = client.post(path, base_url=ORIGIN, data={"a": "b"})
    assert answer.status_code == (422 if ending else 405)
    assert fair.stored() == before


def test_a_link_whose_service_is_away_leads_back_to_itself_and_not_to_the_team(fair: Fair) -> None:
    link = claim_link(fair)
    fair.services.away = ServiceProblem(503, "unavailable", retry_after=7)
    page = fair.someone().get(link)
    assert page.status_code == 503
    targets = [each["href"] for each in read(page).select("main a")]
    assert targets == [link]
    assert "sign-in" not in page.text
