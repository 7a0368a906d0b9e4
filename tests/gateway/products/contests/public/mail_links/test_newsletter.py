"""The newsletter on public pages: what its tick says, at whose button it begins, how it ends."""

from typing import Any

from tests.contests.pump import Pump
from tests.contests.world import WORKSPACE
from tests.gateway.products.contests.public.conftest import ASKED, Fair, read, words
from tests.gateway.products.contests.public.mail_links.links import entry_state

KEPT: dict[str, Any] = {"data": {**ASKED["data"], "newsletter_years": 3}}
LINE = "Je veux la lettre."


def consents(fair: Fair) -> int:
    return fair.world.database.collection("newsletter_consents").count(WORKSPACE, {})


def pending(fair: Fair, **typed: str) -> str:
    """Let somebody send the form; return the path of the link to confirm."""
    fair.someone().enter(fair.page(fair.opened(**KEPT)), **typed)
    return fair.mailed("/confirm/")


def test_the_time_for_which_a_consent_is_kept_stands_under_its_tick(fair: Fair) -> None:
    contest = fair.opened(**KEPT)
    hint = read(fair.someone().get(fair.page(contest))).select_one("#opt_in-hint")
    assert hint is not None
    assert "3\u00a0ans après votre dernier contact" in hint.get_text()
    assert "3 ans après votre dernier contact" in words(
        fair.someone().get(fair.page(contest, "/rules"))
    )


def test_a_contest_that_was_opened_before_says_no_time(fair: Fair) -> None:
    hint = read(fair.someone().get(fair.page(fair.opened()))).select_one("#opt_in-hint")
    assert hint is not None
    assert "dernier contact" not in hint.get_text()


def test_at_the_button_one_reads_that_a_stranger_may_have_ticked_the_box(fair: Fair) -> None:
    link = pending(fair, opt_in="yes")
    page = words(fair.someone().get(link))
    assert LINE in page
    assert "N’importe qui a pu saisir votre adresse" in page
    assert consents(fair) == 0
    fair.someone().post(link)
    Pump(fair.world).run()
    assert consents(fair) == 1


def test_the_owner_of_the_address_takes_part_without_the_newsletter(fair: Fair) -> None:
    link = pending(fair, opt_in="yes")
    answer = fair.someone().post(link, {"newsletter": "no"})
    assert answer.status_code == 200
    Pump(fair.world).run()
    assert (entry_state(fair), consents(fair)) == ("confirmed", 0)


def test_where_no_box_was_ticked_the_button_says_nothing_of_it(fair: Fair) -> None:
    page = words(fair.someone().get(pending(fair)))
    assert "lettre" not in page
