"""Whoever floods an address with a name of their own cannot keep its owner out."""

import pytest

from tests.contests.pump import Pump
from tests.contests.world import WORKSPACE
from tests.gateway.products.contests.public.conftest import Fair, read, words

VICTIM = "ines@example.org"


def flooded(fair: Fair) -> str:
    """Let a stranger enter an address three times, then its owner; return a link that came."""
    contest, stranger = fair.opened(), fair.someone()
    for _ in range(3):
        stranger.enter(fair.page(contest), email=VICTIM, first_name="Gagnez 900 $")
        Pump(fair.world).run()
    owner = fair.someone()
    told = owner.get(owner.enter(fair.page(contest), email=VICTIM).location)
    assert "ouvrez n’importe lequel d’entre eux" in words(told)
    link = fair.mailed("/confirm/")
    assert [mail.to for mail in fair.world.inbox()] == [VICTIM] * 3
    assert not any("900" in mail.text + mail.subject for mail in fair.world.inbox())
    return link


def first_names(fair: Fair) -> set[str]:
    """Return the names of those who are in."""
    entries = fair.world.database.collection("entries").find(WORKSPACE, {}).items
    return {each["person"]["first_name"] for each in entries if each["state"] == "confirmed"}


def test_the_owner_takes_part_under_their_own_name(fair: Fair) -> None:
    link, owner = flooded(fair), fair.someone()
    assert read(owner.get(link)).select_one("#first_name")["value"] == "Gagnez 900 $"
    assert owner.post(link, {"first_name": "Inès"}).status_code == 200
    assert first_names(fair) == {"Inès"}


def test_a_name_that_cannot_be_taken_is_told_and_nothing_is_confirmed(fair: Fair) -> None:
    link, owner = flooded(fair), fair.someone()
    answer = owner.post(link, {"first_name": "Inès\u202e"})
    assert answer.status_code == 422
    assert read(answer).select_one("#first_name[aria-invalid]") is not None
    assert first_names(fair) == set()


def test_a_press_without_a_name_keeps_the_one_that_was_typed(fair: Fair) -> None:
    contest = fair.opened()
    fair.confirmed(contest)
    assert first_names(fair) == {"Inès"}


@pytest.mark.parametrize("name", ["Inès evil.example", "ines@evil.example", "06 12 34 56 78"])
def test_nobody_confirms_under_what_leads_elsewhere(fair: Fair, name: str) -> None:
    contest, owner = fair.opened(), fair.someone()
    owner.enter(fair.page(contest), email=VICTIM)
    answer = owner.post(fair.mailed("/confirm/"), {"first_name": name})
    assert (answer.status_code, first_names(fair)) == (422, set())
    assert "Votre prénom seul" in read(answer).select_one("#first_name-error").get_text()
