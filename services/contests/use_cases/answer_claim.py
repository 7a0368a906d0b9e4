"""A winner answers: accepts the prize, or declines it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.contests.domain.events import winner_accepted, winner_skipped
from services.contests.domain.tokens import token_hash
from services.contests.domain.winner import answer_refused
from services.contests.use_cases.context import Context
from shared.documents import Document
from shared.events import Event


@dataclass(frozen=True)
class AnswerClaim:
    """The button of the claim's page was pressed."""

    workspace: str
    token: str
    accept: bool


def answer_claim(command: AnswerClaim, context: Context) -> Document:
    """Store the answer and return the winner; the same answer again changes nothing.

    Of two answers at once the first stands. Raises `NotFound`, `ClaimAnswered` or `ClaimExpired`.
    """
    while True:
        winner = context.stores.winners.by_claim(command.workspace, token_hash(command.token))
        if not _may_answer(winner, context.clock.now()):
            if _already(command, winner):
                return winner
            raise answer_refused(winner)
        changed = _answer(command, winner, context)
        if changed is not None:
            return changed


def _may_answer(winner: Mapping[str, Any], now: datetime) -> bool:
    if winner["state"] == "notified":
        return bool(now < winner["answer_by"])
    return bool(winner["state"] == "drawn")


def _answer(command: AnswerClaim, winner: Document, context: Context) -> Document | None:
    values, event = _accepted(winner, context) if command.accept else _declined(winner, context)
    values["answered_at"] = context.clock.now()
    contested = command.accept and "announced_at" in winner
    if contested:
        values["due_at"] = winner.get("objection_until", context.clock.now())
    return context.stores.winners.change(
        winner,
        {"version": winner["version"]},
        values,
        drop=() if contested else ("due_at",),
        events=[event],
    )


def _accepted(winner: Document, context: Context) -> tuple[dict[str, Any], Event]:
    stamp = context.stamp_of("winner.accepted", winner["_id"])
    event = winner_accepted(stamp, contest_id=winner["contest_id"], ref=winner["ref"])
    return {"state": "accepted"}, event


def _declined(winner: Document, context: Context) -> tuple[dict[str, Any], Event]:
    event = winner_skipped(
        context.stamp_of("winner.skipped", winner["_id"]),
        contest_id=winner["contest_id"],
        ref=winner["ref"],
        code="declined",
        prize=winner["prize"],
    )
    return {"state": "skipped", "code": "declined"}, event


def _already(command: AnswerClaim, winner: Mapping[str, Any]) -> bool:
    if command.accept:
        return winner["state"] in ("accepted", "verified", "fulfilled")
    return winner["state"] == "skipped" and winner.get("code") == "declined"
