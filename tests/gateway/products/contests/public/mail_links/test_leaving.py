"""Whoever holds a prize gives it up by leaving only once they have read that they hold it."""

from typing import Any

import pytest

from services.contests.domain.contest import Contest
from services.contests.domain.entry import Entry
from services.contests.domain.tokens import MANAGE, token_of
from services.contests.use_cases.contest.keys import address_secret
from tests.contests.pump import Pump
from tests.contests.world import DRAWS, WORKSPACE
from tests.gateway.conftest import ORIGIN
from tests.gateway.products.contests.public.conftest import Fair, Someone, read, words
from tests.gateway.products.contests.public.mail_links.links import (
    WITHOUT_NEWS,
    asking_link,
    entry_of_winner,
    winner_behind,
)
from tests.gateway.products.contests.public.mail_links.test_objecting import skipped

MEANWHILE = "Vous avez gagné un lot depuis que vous avez ouvert cette page."


def erase_page(fair: Fair, entry: Entry, contest: Contest) -> str:
    """Return the path of the page on which this entry's person leaves."""
    token = token_of(address_secret(fair.world.context, contest), MANAGE, entry.id)
    return f"/fr/w/{WORKSPACE}/entry/{token}/withdraw"


def press(someone: Someone, path: str, page: Any) -> Any:
    """Press the one button of a page, with what its form holds."""
    form = read(page).select_one("main form")
    held = {each["name"]: each["value"] for each in form.select("input")}
    return someone.client.post(path, base_url=ORIGIN, data=held)


def winning(fair: Fair, contest: Contest, entries: list[Entry]) -> Entry:
    """Draw; return the entry that holds the first prize."""
    fair.world.clock.set(DRAWS)
    fair.world.advance(contest)
    Pump(fair.world).run()
    drawn = fair.world.context.stores.draws.get(WORKSPACE, contest.id)
    return next(each for each in entries if each.ref == drawn.winners[0].ref)


def test_a_page_opened_before_the_draw_gives_no_prize_up(fair: Fair) -> None:
    contest = fair.world.opened(**WITHOUT_NEWS)
    entries = fair.world.entered(contest, 6)
    sealed = fair.world.seal(contest)
    someone = fair.someone()
    opened = {each.id: someone.get(erase_page(fair, each, sealed)) for each in entries}
    won = winning(fair, sealed, entries)
    path = erase_page(fair, won, sealed)
    refused = press(someone, path, opened[won.id])
    assert refused.status_code == 409
    assert MEANWHILE in words(refused)
    assert "« Vélo »" in words(refused).replace("\u00a0", " ")
    kept = fair.world.context.stores.entries.get(WORKSPACE, sealed.id, won.id)
    assert kept.names_someone
    assert press(someone, path, refused).status_code == 303
    gone = fair.world.context.stores.entries.get(WORKSPACE, sealed.id, won.id)
    assert not gone.names_someone


def test_a_page_that_said_it_gives_the_prize_up_at_the_first_press(fair: Fair) -> None:
    link = asking_link(fair)
    path, someone = f"{entry_of_winner(fair, link)}/withdraw", fair.someone()
    page = someone.get(path)
    assert MEANWHILE not in words(page)
    assert press(someone, path, page).status_code == 303
    Pump(fair.world).run()
    assert winner_behind(fair, link).state == "skipped"


@pytest.mark.parametrize(("alternates", "said"), [(2, "suppléant suivant"), (0, "personne ne")])
def test_leaving_says_who_has_the_prize_then(fair: Fair, alternates: int, said: str) -> None:
    link = asking_link(fair, alternates=alternates)
    assert said in words(fair.someone().get(f"{entry_of_winner(fair, link)}/withdraw"))


@pytest.mark.parametrize("page", ["", "/withdraw"])
def test_ones_own_pages_tell_of_a_skip_and_until_when_one_may_object(fair: Fair, page: str) -> None:
    link = asking_link(fair)
    entry, someone = entry_of_winner(fair, link), fair.someone()
    someone.post(link, {"action": "accept"})
    assert "contester" not in words(someone.get(entry + page))
    skipped(fair, link)
    until = winner_behind(fair, link).objection_until
    assert until is not None
    shown = words(someone.get(entry + page)).replace("\u00a0", " ")
    assert "ne peut pas vous être remis : identité non montrée" in shown
    assert "Vous pouvez contester jusqu’au" in shown
    assert f"{until.day} mars 2026" in shown
    assert "Votre lot" not in shown


@pytest.mark.parametrize("page", ["", "/details", "/decline"])
def test_no_page_behind_the_prize_says_that_it_is_theirs_once_a_skip_is_told(
    fair: Fair, page: str
) -> None:
    link, someone = asking_link(fair), fair.someone()
    someone.post(link, {"action": "accept"})
    assert "Le lot est à vous" in words(someone.get(f"{link}/details"))
    skipped(fair, link)
    shown = words(someone.get(link + page))
    assert "Le lot est à vous" not in shown
    assert "Une décision au sujet de votre lot" in shown


def test_who_objects_writes_by_a_link_that_names_the_entry(fair: Fair) -> None:
    link = asking_link(fair)
    ref = winner_behind(fair, link).ref
    skipped(fair, link)
    for path in (link, entry_of_winner(fair, link)):
        to = read(fair.someone().get(path)).select_one("main a[href^='mailto:']")
        assert to["href"] == f"mailto:jeu@lumen.example?subject={ref}"
