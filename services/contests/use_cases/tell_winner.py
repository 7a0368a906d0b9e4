"""No mail reaches a winner: two people tell them by another channel, and answer for it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from services.contests.domain.events import skip_notified, winner_notified
from services.contests.domain.winner import (
    HOLDING,
    OBJECTION_TIME,
    SecondPersonNeeded,
    WrongWinnerState,
    next_date,
)
from services.contests.use_cases.context import Context
from shared.documents import Document
from shared.events import Event

PRIZE = "prize"
SKIP = "skip"


@dataclass(frozen=True)
class TellWinner:
    """`by` is the account that says so, `evidence_hash` the SHA-256 of evidence staff keeps."""

    workspace: str
    contest: str
    ref: str
    evidence_hash: str
    by: str


def tell_winner(command: TellWinner, context: Context) -> Document:
    """Propose that a winner was told, or, as a second person with the same evidence, approve it.

    What they were told is the announced skip if its notice is still owed, else the prize. Once
    approved, the time to object or to answer runs, as it would from an accepted mail. Raises
    `NotFound`, `WrongWinnerState` when nothing is owed any more, or `SecondPersonNeeded`.
    """
    winner = context.stores.winners.get(command.workspace, command.contest, command.ref)
    about, proposed = _owed(winner), winner.get("told")
    said = {"about": about, "evidence_hash": command.evidence_hash}
    if proposed is None or {name: proposed[name] for name in said} != said:
        told = {**said, "by": command.by, "at": context.clock.now()}
        return _changed(winner, {"told": told}, [], context)
    if proposed["by"] == command.by:
        raise SecondPersonNeeded
    told = {**proposed, "approved_by": command.by}
    values, event = _prize(winner, context) if about == PRIZE else _skip(winner, context)
    return _changed(winner, {**values, "told": told}, [event], context)


def _owed(winner: Document) -> str:
    if winner["state"] in HOLDING and "announced_at" in winner and "objection_until" not in winner:
        return SKIP
    if winner["state"] == "drawn":
        return PRIZE
    raise WrongWinnerState(extra={"state": winner["state"]})


def _prize(winner: Document, context: Context) -> tuple[dict[str, Any], Event]:
    contest = context.stores.contests.get(winner["workspace_id"], winner["contest_id"])
    now = context.clock.now()
    values: dict[str, Any] = {
        "state": "notified",
        "notified_at": now,
        "answer_by": now + timedelta(seconds=contest.in_force["answer_within"]),
    }
    stamp = context.stamp_of("winner.told", winner["_id"])
    event = winner_notified(stamp, contest_id=contest.id, ref=winner["ref"])
    return {**values, "due_at": next_date({**winner, **values})}, event


def _skip(winner: Document, context: Context) -> tuple[dict[str, Any], Event]:
    values = {"objection_until": context.clock.now() + OBJECTION_TIME}
    stamp = context.stamp_of("winner.told_of_skip", winner["_id"], str(winner["announced_at"]))
    event = skip_notified(stamp, contest_id=winner["contest_id"], ref=winner["ref"])
    return {**values, "due_at": next_date({**winner, **values})}, event


def _changed(
    winner: Document, values: dict[str, Any], events: list[Event], context: Context
) -> Document:
    guard = {"version": winner["version"]}
    changed = context.stores.winners.change(winner, guard, values, events=events)
    if changed is None:
        raise WrongWinnerState
    return changed
