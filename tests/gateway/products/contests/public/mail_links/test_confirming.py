"""The page behind the link that confirms."""

import json
from datetime import timedelta
from typing import Any

from services.contests.domain.entry import ExclusionReason
from services.contests.domain.tokens import CONFIRM, token_of
from services.contests.use_cases.contest.cancel import cancel_contest
from services.contests.use_cases.contest.keys import address_secret
from services.contests.use_cases.entry.exclude import exclude_entry
from tests.contests.putting import put
from tests.contests.world import CLOSES, WORKSPACE
from tests.gateway.conftest import ORIGIN
from tests.gateway.products.contests.public.conftest import Fair, read, words
from tests.gateway.products.contests.public.mail_links.links import (
    OWN,
)


def test_a_press_confirms_and_gives_reference_chances_and_receipt(fair: Fair) -> None:
    contest = fair.opened()
    someone = fair.someone()
    someone.enter(fair.page(contest))
    link = fair.mailed("/confirm/")
    assert "Confirmer ma participation" in words(someone.get(link))
    page = someone.post(link)
    entry = fair.world.context.stores.entries.page(WORKSPACE, contest.id).items[0]
    assert page.status_code == 200
    assert f"Votre référence {entry.ref} Vos chances 1" in words(page)
    file = someone.post(f"{link}/receipt", page=link)
    assert file.headers["Content-Disposition"].startswith("attachment;")
    assert json.loads(file.data) == entry.receipt


def test_pressing_twice_is_pressing_once(fair: Fair) -> None:
    link = fair.confirmed(fair.opened())
    assert fair.someone().post(link).status_code == 200
    assert "Votre participation est confirmée" in words(fair.someone().get(link))


def excluded(fair: Fair, contest: Any) -> None:
    """Take the one entry of `contest` out for fraud."""
    entry = fair.world.context.stores.entries.page(WORKSPACE, contest.id).items[0]
    exclude_entry(
        fair.world.context,
        workspace=WORKSPACE,
        contest=contest.id,
        entry=entry.id,
        reason=ExclusionReason.FRAUD,
        by="acc-1",
    )


def test_whoever_was_excluded_reads_why_and_how_to_appeal_and_never_that_they_are_in(
    fair: Fair,
) -> None:
    contest = fair.opened()
    link = fair.confirmed(contest)
    own = fair.mailed(OWN)
    someone = fair.someone()
    form = {"csrf_token": someone.token(link)}
    excluded(fair, contest)
    pressed = someone.client.post(link, base_url=ORIGIN, data=form)
    pages = [words(page) for page in (someone.get(link), pressed, someone.get(own))]
    for page in pages:
        assert "écartée du tirage : fraude" in page
        assert f"écrivez à {contest.in_force['organiser']['name']}" in page
        assert "Vous participez au tirage" not in page
    fair.world.seal(contest)
    late = words(someone.get(link))
    assert "ne change plus" in late
    assert "Pour faire appel" not in late


def called_off(fair: Fair, contest: Any) -> None:
    """Cancel `contest`."""
    cancel_contest(
        fair.world.context, workspace=WORKSPACE, contest=contest.id, reason="La maison ferme."
    )


def test_the_link_into_a_contest_that_was_called_off_says_so(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    someone.enter(fair.page(contest))
    link = fair.mailed("/confirm/")
    called_off(fair, contest)
    page = someone.get(link)
    assert page.status_code == 410
    assert "Ce concours a été annulé. La maison ferme." in words(page)
    assert "trop tard" not in words(page)


def test_whoever_takes_part_in_a_contest_that_was_called_off_reads_so(fair: Fair) -> None:
    contest = fair.opened()
    fair.confirmed(contest)
    own = fair.mailed(OWN)
    called_off(fair, contest)
    assert "Ce concours a été annulé. La maison ferme." in words(fair.someone().get(own))


def test_a_second_entry_of_the_same_person_is_told_so_at_its_confirmation(fair: Fair) -> None:
    contest, someone, links = fair.opened(), fair.someone(), []
    for email in ("ines@example.org", "INES@example.org"):
        someone.enter(fair.page(contest), email=email)
        links.append(fair.mailed("/confirm/"))
    pages = [someone.post(link) for link in links]
    assert [page.status_code for page in pages] == [200, 409]
    assert "Vous participez déjà" in words(pages[1])


def test_a_confirmation_that_comes_too_late_says_so(fair: Fair) -> None:
    contest = fair.opened()
    someone = fair.someone()
    someone.enter(fair.page(contest))
    link = fair.mailed("/confirm/")
    token = {"csrf_token": someone.token(fair.page(fair.opened()))}
    fair.world.clock.set(CLOSES + timedelta(hours=24))
    pages = [
        someone.get(link),
        someone.client.post(link, base_url=ORIGIN, data=token),
    ]
    assert [page.status_code for page in pages] == [410, 410]
    assert all("trop tard" in words(page) for page in pages)
    assert "vendredi 20 mars 2026 à 12 h 00" in words(pages[1])


def test_during_the_sealing_the_button_stays_and_the_page_says_when(fair: Fair) -> None:
    contest = fair.opened()
    entry = fair.world.entered(contest, 1)[0]
    put(fair.world.context, contest, sealing_at=fair.world.clock.now())
    key = address_secret(fair.world.context, contest)
    link = f"/fr/w/{WORKSPACE}/confirm/{token_of(key, CONFIRM, entry.id)}"
    page = fair.someone().post(link)
    assert page.status_code == 503
    assert int(page.headers["Retry-After"]) > 0
    assert read(page).select_one("form")["action"] == link
