"""Staff skips a winner: two people, an evidence hash, and 72 hours for the winner to object."""

from dataclasses import replace
from datetime import datetime

from services.contests.domain.winner.deciding import (
    check_meant,
    check_seen,
    is_repeat,
    step_of,
)
from services.contests.domain.winner.errors import SecondPersonNeeded, WrongWinnerState
from services.contests.domain.winner.moving import moved
from services.contests.domain.winner.winner import STAFF_CODES, Moved, Skip, SkipStep, Winner
from shared.errors import FieldError, Invalid

# Times that an announced skip holds up.
_RUNNING = ("answer_by", "details_by", "hold_until")
MOST_STEPS = 50


def skip(
    winner: Winner,
    *,
    code: str,
    evidence_hash: str,
    by: str,
    now: datetime,
    seen: str | None = None,
    approve: bool | None = None,
) -> Moved:
    """Propose to skip a winner, or, as a second person with the same evidence, approve it.

    Another reason or other evidence replaces the proposal. Once approved, the skip is announced:
    the time to object runs when the winner was told of this one, whatever was said of one before,
    and the prize passes on when it ends. `seen` is the mark of the proposal that was read (see
    `check_seen`), `approve` whether it is meant to be approved (see `check_meant`); the same form
    again changes nothing.
    Raises `Invalid`, `WrongWinnerState`, `ProposalChanged` or `SecondPersonNeeded`.
    """
    if code not in STAFF_CODES:
        raise Invalid(fields=[FieldError("code", "choice", {"choices": list(STAFF_CODES)})])
    made = winner.skip
    same = made is not None and (made.code, made.evidence_hash) == (code, evidence_hash)
    if made and same and is_repeat(made, by, seen):
        return winner, ()
    if not winner.may_lose or winner.announced_at is not None:
        raise WrongWinnerState(extra={"state": winner.state.value})
    check_seen(made, seen)
    check_meant(same, approve)
    if made is None or not same:
        proposed = replace(winner, skip=Skip(code, evidence_hash, by, now))
        return _noted(proposed, step_of(made, proposed.skip), code, by, now), ()
    if made.by == by:
        raise SecondPersonNeeded
    announced = _announced(winner, replace(made, approved_by=by), now)
    return _noted(announced, "approve", code, by, now), ()


def may_keep(winner: Winner, by: str) -> bool:
    """Tell whether the account `by` may take the skip back.

    Before the second decision anybody who decides may; what two decided, whoever proposed it does
    not undo alone.
    """
    made = winner.skip
    return winner.holds and made is not None and not (made.approved_by and made.by == by)


def keep(winner: Winner, *, by: str, now: datetime, seen: str | None = None) -> Moved:
    """Take back the skip that was proposed or announced; the winner is told who knew of it.

    Who was still to answer, to give what the prize asks, or to be reached at all, has as much time
    left as when the skip was announced.
    `by` is the account that takes it back: see `may_keep`. `seen` is the mark of the skip that was
    read. Raises `WrongWinnerState`, `ProposalChanged` or `SecondPersonNeeded`.
    """
    if not winner.holds:
        raise WrongWinnerState(extra={"state": winner.state.value})
    if winner.skip is None:
        return winner, ()
    check_seen(winner.skip, seen)
    if not may_keep(winner, by):
        raise SecondPersonNeeded
    dropped = {"skip": None, "announced_at": None, "objection_until": None, "notice_owed": False}
    told_of = winner.announced_at or winner.kept_from
    given_back = {name: _later(winner, name, now) for name in _RUNNING}
    kept = moved(winner, now, **dropped, **given_back, kept_from=told_of)
    return _noted(kept, "keep", winner.skip.code, by, now), ()


def _later(winner: Winner, name: str, now: datetime) -> datetime | None:
    end: datetime | None = getattr(winner, name)
    if end is None or winner.announced_at is None or end < winner.announced_at:
        return end
    return end + (now - winner.announced_at)


def _noted(winner: Winner, did: str, code: str, by: str, now: datetime) -> Winner:
    step = SkipStep(did, code, by, now)
    return replace(winner, skip_steps=(*winner.skip_steps, step)[-MOST_STEPS:])


def _announced(winner: Winner, approved: Skip, now: datetime) -> Winner:
    return moved(
        winner,
        now,
        skip=approved,
        announced_at=now,
        notice_owed=True,
        kept_from=None,
        told=None,
    )
