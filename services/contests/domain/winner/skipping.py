"""Staff skips a winner: two people, an evidence hash, and 72 hours for the winner to object."""

from dataclasses import replace
from datetime import datetime

from services.contests.domain.winner.errors import SecondPersonNeeded, WrongWinnerState
from services.contests.domain.winner.moving import moved
from services.contests.domain.winner.winner import STAFF_CODES, Moved, Skip, Winner
from shared.errors import FieldError, Invalid


def skip(winner: Winner, *, code: str, evidence_hash: str, by: str, now: datetime) -> Moved:
    """Propose to skip a winner, or, as a second person with the same evidence, approve it.

    Another reason or other evidence replaces the proposal. Once approved, the skip is announced:
    the time to object runs when the winner was told of this one, whatever was said of one before,
    and the prize passes on when it ends.
    Raises `Invalid`, `WrongWinnerState` or `SecondPersonNeeded`.
    """
    if code not in STAFF_CODES:
        raise Invalid(fields=[FieldError("code", "choice", {"choices": list(STAFF_CODES)})])
    if not winner.may_lose or winner.announced_at is not None:
        raise WrongWinnerState(extra={"state": winner.state.value})
    proposed = winner.skip
    if proposed is None or (proposed.code, proposed.evidence_hash) != (code, evidence_hash):
        return replace(winner, skip=Skip(code, evidence_hash, by, now)), ()
    if proposed.by == by:
        raise SecondPersonNeeded
    approved = replace(proposed, approved_by=by)
    announced = moved(winner, now, skip=approved, announced_at=now, notice_owed=True, told=None)
    return announced, ()


def keep(winner: Winner, *, now: datetime) -> Moved:
    """Take back the skip that was proposed or announced. Raises `WrongWinnerState`."""
    if not winner.holds:
        raise WrongWinnerState(extra={"state": winner.state.value})
    kept = moved(winner, now, skip=None, announced_at=None, objection_until=None, notice_owed=False)
    return kept, ()
