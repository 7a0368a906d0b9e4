"""Who may be written to, and who had a place when a letter was shown before it went."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.contests.domain.winner import (
    MOST_LETTERS,
    Moved,
    Sending,
    Winner,
    WinnerLetter,
    WinnerState,
    answer,
    had_place,
    may_be_written_to,
    told_of_prize,
    withdraw,
    written_to,
)
from tests.contests.domain.winner.people import NOW, WEEK, winner

MOMENT = timedelta(minutes=1)


def letter(number: int = 1) -> WinnerLetter:
    return WinnerLetter(f"l-{number}", "a-7", NOW, "Votre lot", "Il arrive.")


def lost(at: timedelta) -> dict[str, Winner]:
    """Return winners who lost the place that long after they had it, each in a way of their own."""
    told, when = told_of_prize(winner(), at=NOW, answer_within=WEEK)[0], NOW + at
    sent = replace(told, state=WinnerState.VERIFIED, sending=Sending("a-1", NOW, carrier="X"))
    skipped = replace(winner(), state=WinnerState.SKIPPED, code="no_answer", skipped_at=when)
    has_it = replace(told, state=WinnerState.FULFILLED, fulfilled_at=NOW)
    moved: list[Moved] = [
        answer(told, accept=False, now=when),
        withdraw(told, now=when),
        withdraw(sent, now=when),
        withdraw(has_it, now=when),
        (skipped, ()),
    ]
    names = ("declined", "withdrew", "left after it had gone", "left with it", "skipped")
    return {name: each for name, (each, _) in zip(names, moved, strict=True)}


WAYS = tuple(lost(MOMENT))


@pytest.mark.parametrize("way", WAYS)
def test_who_lost_the_place_had_it_until_then_and_is_written_to_no_more(way: str) -> None:
    someone = lost(MOMENT)[way]
    assert not may_be_written_to(someone)
    assert had_place(someone, NOW)
    assert not had_place(someone, NOW + MOMENT)
    assert not had_place(someone, NOW - MOMENT)
    assert written_to(someone, letter()) == (someone, ())


def test_who_has_the_prize_in_hand_has_the_place() -> None:
    someone = replace(winner(), state=WinnerState.FULFILLED, fulfilled_at=NOW)
    assert may_be_written_to(someone)
    assert had_place(someone, NOW + WEEK)


def test_a_letter_is_had_once_and_so_many_at_most() -> None:
    someone, _ = written_to(winner(), letter())
    assert written_to(someone, letter()) == (someone, ())
    for number in range(2, MOST_LETTERS + 2):
        someone, _ = written_to(someone, letter(number))
    assert len(someone.letters) == MOST_LETTERS
    assert someone.letter("l-1") == letter()
    assert someone.letter(f"l-{MOST_LETTERS + 1}") is None


def test_letters_go_with_the_person() -> None:
    someone, _ = written_to(winner(), letter())
    gone, _ = withdraw(someone, now=NOW)
    assert (gone.state, gone.letters) == (WinnerState.SKIPPED, ())
