"""A winner's `due_at` came: the time to answer, or to object, may be over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from services.contests.domain.events import winner_skipped
from services.contests.domain.mail.purpose import Purpose
from services.contests.domain.winner import HOLDING, next_date
from services.contests.use_cases.context import WorkContext
from shared.documents import Document
from shared.events import instant_text
from shared.post import LOST, write_mail

RECHECK = timedelta(minutes=1)


@dataclass(frozen=True)
class ExpireClaim:
    """A winner was claimed by the timer."""

    winner: Document


def expire_claim(command: ExpireClaim, context: WorkContext) -> None:
    """Skip a winner who did not answer in time, or whose time to object ended.

    So is one whom no mail reaches and nobody told otherwise, once the time for claims is over; a
    mail that still waits for its server is waited for. Guarded on what was read: an answer that
    comes at the same instant wins or loses as a whole.
    """
    winner, now = command.winner, context.clock.now()
    if "notice" in winner:
        _tell(winner, context)
    if "objection_until" in winner and winner["objection_until"] <= now:
        _skip(winner, {"state": {"$in": list(HOLDING)}}, winner["skip"]["code"], context)
    elif winner["state"] == "notified" and winner["answer_by"] <= now:
        _skip(winner, {"state": "notified"}, "no_answer", context)
    elif winner["state"] == "drawn" and _hold_ends(winner, now) and _unreachable(winner, context):
        _skip(winner, {"state": "drawn"}, "no_answer", context)
    else:
        _look_again(winner, context)


def _unreachable(winner: Document, context: WorkContext) -> bool:
    """Return whether the mail that should tell a winner will never arrive."""
    mails = context.stores.mails.states(
        winner["workspace_id"], winner["contest_id"], Purpose.WINNER
    )
    return mails.get(winner["entry_id"]) in LOST


def _hold_ends(winner: Document, now: datetime) -> bool:
    return bool(winner["hold_until"] <= now)


def _tell(winner: Document, context: WorkContext) -> None:
    """Write the mail that a skip announced to this winner owes them, under a fixed identifier."""
    announced_at = instant_text(winner["announced_at"])
    write_mail(
        context.post,
        event_id=f"{winner['_id']}:{announced_at}",
        purpose=Purpose.SKIP_NOTICE,
        workspace=winner["workspace_id"],
        subject=winner["contest_id"],
        recipient=winner["entry_id"],
        context={"ref": winner["ref"], "announced_at": announced_at},
    )


def _skip(winner: Document, only_if: Mapping[str, Any], code: str, context: WorkContext) -> None:
    event = winner_skipped(
        context.stamp_of("winner.skipped", winner["_id"]),
        contest_id=winner["contest_id"],
        ref=winner["ref"],
        code=code,
        prize=winner["prize"],
    )
    guard = {**only_if, "version": winner["version"]}
    values = {"state": "skipped", "code": code, "skipped_at": context.clock.now()}
    context.stores.winners.change(winner, guard, values, drop=("due_at",), events=[event])


def _look_again(winner: Document, context: WorkContext) -> None:
    """Put `due_at` back where it belongs: it was a lease, or the state moved on."""
    due_at, now = next_date(winner), context.clock.now()
    context.stores.winners.change(
        winner,
        {"version": winner["version"]},
        {"due_at": due_at if due_at > now else now + RECHECK} if due_at else {},
        drop=("notice",) if due_at else ("notice", "due_at"),
    )
