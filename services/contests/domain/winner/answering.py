"""A winner answers for the prize: takes it, or gives it up."""

from datetime import datetime, timedelta

from services.contests.domain.contest.form import PrizeAsk
from services.contests.domain.events import winner_accepted
from services.contests.domain.winner.errors import ClaimAnswered, ClaimExpired
from services.contests.domain.winner.moving import given_up, moved
from services.contests.domain.winner.winner import Moved, Winner, WinnerState
from shared.errors import AppError
from shared.events import Stamp
from shared.ids import derived_id

DECLINED = "declined"
# So long who accepted is asked for what the prize needs; who is late loses nothing by that.
DETAILS_TIME = timedelta(days=14)
_TAKEN = (WinnerState.ACCEPTED, WinnerState.VERIFIED, WinnerState.FULFILLED)


def answer(winner: Winner, *, accept: bool, now: datetime, ask: PrizeAsk | None = None) -> Moved:
    """Take the prize or give it up; the same answer again changes nothing.

    From who takes it, what the prize asks is asked for `DETAILS_TIME`.
    Raises `ClaimAnswered` or `ClaimExpired`.
    """
    if may_answer(winner, now):
        asks = ask is not None and ask.anything
        return _accepted(winner, now, asks=asks) if accept else _declined(winner, now)
    if _answered_so(winner, accept):
        return winner, ()
    raise _refusal(winner)


def may_answer(winner: Winner, now: datetime) -> bool:
    """Tell whether an answer still counts: who got the mail's link may be quicker than we are."""
    if winner.state is WinnerState.NOTIFIED:
        return winner.answer_by is not None and now < winner.answer_by
    return winner.state is WinnerState.DRAWN


def _accepted(winner: Winner, now: datetime, *, asks: bool) -> Moved:
    stamp = Stamp(derived_id("winner.accepted", winner.id), now)
    event = winner_accepted(stamp, contest_id=winner.contest_id, ref=winner.ref)
    by = now + DETAILS_TIME if asks else None
    after = moved(winner, now, state=WinnerState.ACCEPTED, answered_at=now, details_by=by)
    return after, [event]


def _declined(winner: Winner, now: datetime) -> Moved:
    return given_up(winner, DECLINED, now, answered_at=now)


def _answered_so(winner: Winner, accept: bool) -> bool:
    if accept:
        return winner.state in _TAKEN
    return winner.state is WinnerState.SKIPPED and winner.code == DECLINED


def _refusal(winner: Winner) -> AppError:
    """Return why an answer was refused, for whoever asks too late or otherwise than before."""
    if winner.state in _TAKEN or winner.code == DECLINED:
        return ClaimAnswered(extra={"state": winner.state.value})
    return ClaimExpired()
