"""A prize that has gone comes: its winner says so, or that it lacks, or says nothing in time."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from services.contests.domain.events import prize_fulfilled
from services.contests.domain.winner.errors import WrongWinnerState
from services.contests.domain.winner.moving import moved
from services.contests.domain.winner.winner import Moved, Winner, WinnerState
from shared.events import Stamp
from shared.ids import derived_id

# What has gone counts as received after this long, unless its winner says that something lacks:
# nobody who never says a word keeps a contest from being settled.
COUNTS_AFTER = timedelta(days=30)


def may_receive(winner: Winner) -> bool:
    """Return whether the winner may say that they have it."""
    return winner.state is WinnerState.VERIFIED and winner.announced_at is None


def may_miss(winner: Winner) -> bool:
    """Return whether the winner may say that what was sent lacks."""
    return winner.state is WinnerState.VERIFIED and winner.counts_at is not None


def receive(winner: Winner, *, now: datetime) -> Moved:
    """Let the winner say that they have the prize; again changes nothing.

    Raises `WrongWinnerState`.
    """
    if winner.state is WinnerState.FULFILLED:
        return winner, ()
    if not may_receive(winner):
        raise WrongWinnerState(extra={"state": winner.state.value})
    return handed_over(winner, now, received=True)


def miss(winner: Winner, *, now: datetime) -> Moved:
    """Let the winner say that what was sent lacks, or is not whole; again changes nothing.

    It does not count as received until the team sends it again. Raises `WrongWinnerState`.
    """
    if winner.missing_at is not None and winner.holds:
        return winner, ()
    if not may_miss(winner):
        raise WrongWinnerState(extra={"state": winner.state.value})
    return moved(winner, now, missing_at=now, counts_at=None), ()


def counted(winner: Winner, now: datetime) -> Winner:
    """Return who was sent a prize with the date at which it counts as received, from now on.

    Theirs stays where they have one, or say that something lacks; who left says so no more.
    """
    lacks = winner.missing_at is not None and winner.left_at is None
    if not winner.holds or winner.sending is None or winner.counts_at is not None or lacks:
        return winner
    return moved(winner, now, counts_at=now + COUNTS_AFTER)


def counts_now(winner: Winner, now: datetime) -> bool:
    """Return whether the time to say that something lacks is over."""
    return winner.counts_at is not None and winner.counts_at <= now


def handed_over(winner: Winner, now: datetime, *, received: bool) -> Moved:
    """Return the winner who has the prize; `received` says that it is they who say so.

    A skip that one person proposed ends there.
    """
    stamp = Stamp(derived_id("winner.fulfilled", winner.id), now)
    event = prize_fulfilled(stamp, contest_id=winner.contest_id, ref=winner.ref, prize=winner.prize)
    ended: dict[str, Any] = {"counts_at": None, "missing_at": None, "skip": None}
    there = replace(winner, state=WinnerState.FULFILLED, **ended)
    return moved(there, now, fulfilled_at=now, received=received), [event]
