"""Staff skips a winner: two people, an evidence hash, and 72 hours for the winner to object."""

from dataclasses import dataclass
from typing import Any

from services.contests.domain.winner import (
    HOLDING,
    STAFF_CODES,
    SecondPersonNeeded,
    WrongWinnerState,
)
from services.contests.use_cases.context import Context
from shared.documents import Document
from shared.errors import FieldError, Invalid


@dataclass(frozen=True)
class SkipWinner:
    """`by` is the account that asks, `evidence_hash` the SHA-256 of evidence that staff keeps."""

    workspace: str
    contest: str
    ref: str
    code: str
    evidence_hash: str
    by: str


def skip_winner(command: SkipWinner, context: Context) -> Document:
    """Propose to skip a winner, or, as a second person with the same evidence, approve it.

    Once approved, a timer tells the winner. The time to object runs from there on, and the prize
    passes on when it ends: nobody is skipped without having been told.
    Raises `NotFound`, `Invalid`, `WrongWinnerState` or `SecondPersonNeeded`.
    """
    if command.code not in STAFF_CODES:
        raise Invalid(fields=[FieldError("code", "choice", {"choices": list(STAFF_CODES)})])
    winner = context.stores.winners.get(command.workspace, command.contest, command.ref)
    if winner["state"] not in HOLDING or "announced_at" in winner:
        raise WrongWinnerState(extra={"state": winner["state"]})
    proposed = winner.get("skip")
    if proposed is None or not _same(proposed, command):
        return _changed(winner, {"skip": _proposal(command, context)}, context)
    if proposed["by"] == command.by:
        raise SecondPersonNeeded
    return _approve(winner, command, context)


def _approve(winner: Document, command: SkipWinner, context: Context) -> Document:
    now = context.clock.now()
    values = {
        "skip": {**winner["skip"], "approved_by": command.by},
        "announced_at": now,
        "notice": "owed",
        "due_at": now,
    }
    return _changed(winner, values, context)


def _changed(winner: Document, values: dict[str, Any], context: Context) -> Document:
    guard = {"version": winner["version"]}
    changed = context.stores.winners.change(winner, guard, values)
    if changed is None:
        raise WrongWinnerState
    return changed


def _proposal(command: SkipWinner, context: Context) -> dict[str, Any]:
    return {
        "code": command.code,
        "evidence_hash": command.evidence_hash,
        "by": command.by,
        "at": context.clock.now(),
    }


def _same(proposed: dict[str, Any], command: SkipWinner) -> bool:
    return (proposed["code"], proposed["evidence_hash"]) == (command.code, command.evidence_hash)
