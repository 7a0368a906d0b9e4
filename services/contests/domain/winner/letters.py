"""What the team wrote to a winner: kept with them, a bounded number, gone with the person."""

from dataclasses import replace
from datetime import datetime

from services.contests.domain.winner.winner import Moved, Winner, WinnerLetter, WinnerState

MOST_LETTERS = 20


def holds_place(winner: Winner) -> bool:
    """Return whether somebody has the place, whatever was decided about them since."""
    return winner.state is not WinnerState.SKIPPED and winner.left_at is None


def may_be_written_to(winner: Winner) -> bool:
    """Return whether somebody holds the place who may get one more letter."""
    return holds_place(winner) and len(winner.letters) < MOST_LETTERS


def had_place(winner: Winner, instant: datetime) -> bool:
    """Return whether a winner held the place at an instant."""
    lost_at = None if holds_place(winner) else _lost_at(winner)
    return winner.drawn_at <= instant and (lost_at is None or instant < lost_at)


def written_to(winner: Winner, letter: WinnerLetter) -> Moved:
    """Return the winner with a letter more; unchanged where they have it, or may have none."""
    if winner.letter(letter.id) or not may_be_written_to(winner):
        return winner, ()
    return replace(winner, letters=(*winner.letters, letter)), ()


def _lost_at(winner: Winner) -> datetime:
    """Return when the place was lost; who declines loses it by the answer."""
    return winner.left_at or winner.skipped_at or winner.answered_at or winner.drawn_at
