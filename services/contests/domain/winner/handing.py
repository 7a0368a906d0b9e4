"""Staff checks a winner's right to the prize, then hands it over."""

from datetime import datetime

from services.contests.domain.contest.form import PrizeAsk
from services.contests.domain.events import winner_verified
from services.contests.domain.winner.delivering import owes_details
from services.contests.domain.winner.errors import DetailsOwed, WrongWinnerState
from services.contests.domain.winner.moving import moved
from services.contests.domain.winner.receiving import handed_over
from services.contests.domain.winner.winner import Moved, Winner, WinnerState
from shared.events import Stamp
from shared.ids import derived_id


def verify(winner: Winner, ask: PrizeAsk, *, now: datetime) -> Moved:
    """Say that an accepted winner showed what the rules ask for, and gave what the prize asks.

    Raises `WrongWinnerState` or `DetailsOwed`.
    """
    if winner.state is WinnerState.VERIFIED:
        return winner, ()
    _check(winner, WinnerState.ACCEPTED, ask)
    stamp = Stamp(derived_id("winner.verified", winner.id), now)
    event = winner_verified(stamp, contest_id=winner.contest_id, ref=winner.ref)
    return moved(winner, now, state=WinnerState.VERIFIED, verified_at=now), [event]


def fulfil(winner: Winner, ask: PrizeAsk, *, now: datetime) -> Moved:
    """Say that a verified winner was handed the prize.

    Of one that was sent, only the winner knows that it came. Raises `WrongWinnerState` or
    `DetailsOwed`.
    """
    if winner.state is WinnerState.FULFILLED:
        return winner, ()
    if winner.sending is not None:
        raise WrongWinnerState(extra={"state": winner.state.value})
    _check(winner, WinnerState.VERIFIED, ask)
    return handed_over(winner, now, received=False)


def _check(winner: Winner, source: WinnerState, ask: PrizeAsk) -> None:
    """Refuse any other state than `source`; an announced skip holds everything up."""
    if winner.state is not source or winner.announced_at is not None:
        raise WrongWinnerState(extra={"state": winner.state.value})
    if owes_details(winner, ask):
        raise DetailsOwed
