"""Staff checks a winner's right to the prize, then hands it over."""

from datetime import datetime

from services.contests.domain.events import winner_verified
from services.contests.domain.winner.delivering import handed_over
from services.contests.domain.winner.errors import WrongWinnerState
from services.contests.domain.winner.moving import moved
from services.contests.domain.winner.winner import Moved, Winner, WinnerState
from shared.events import Stamp
from shared.ids import derived_id


def verify(winner: Winner, *, now: datetime) -> Moved:
    """Say that an accepted winner showed what the rules ask for. Raises `WrongWinnerState`."""
    if winner.state is WinnerState.VERIFIED:
        return winner, ()
    _check(winner, WinnerState.ACCEPTED)
    stamp = Stamp(derived_id("winner.verified", winner.id), now)
    event = winner_verified(stamp, contest_id=winner.contest_id, ref=winner.ref)
    return moved(winner, now, state=WinnerState.VERIFIED, verified_at=now), [event]


def fulfil(winner: Winner, *, now: datetime) -> Moved:
    """Say that a verified winner was handed the prize. Raises `WrongWinnerState`.

    Of one that was sent, only the winner knows that it came.
    """
    if winner.state is WinnerState.FULFILLED:
        return winner, ()
    _check(winner, WinnerState.VERIFIED)
    if winner.sending is not None:
        raise WrongWinnerState(extra={"state": winner.state.value})
    return handed_over(winner, now, received=False)


def _check(winner: Winner, source: WinnerState) -> None:
    """Refuse any other state than `source`; an announced skip holds everything up."""
    if winner.state is not source or winner.announced_at is not None:
        raise WrongWinnerState(extra={"state": winner.state.value})
