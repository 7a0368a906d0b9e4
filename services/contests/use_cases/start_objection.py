"""A winner knows that they shall be skipped: the time to object runs from here."""

from dataclasses import dataclass
from datetime import datetime

from services.contests.domain.winner import HOLDING, OBJECTION_TIME, next_date
from services.contests.use_cases.context import Context
from shared.documents import Document


@dataclass(frozen=True)
class StartObjection:
    """The event `draw.skip_notified`; `at` is when the mail was accepted."""

    workspace: str
    contest: str
    ref: str
    at: datetime


def start_objection(command: StartObjection, context: Context) -> None:
    """Give 72 hours from the mail; a skip taken back, or announced anew since, is left alone."""
    until = command.at + OBJECTION_TIME
    while True:
        winner = context.stores.winners.get(command.workspace, command.contest, command.ref)
        if not _awaits(winner, command.at):
            return
        due_at = next_date({**winner, "objection_until": until})
        values = {"objection_until": until, "due_at": due_at}
        if context.stores.winners.change(winner, {"version": winner["version"]}, values):
            return


def _awaits(winner: Document, told_at: datetime) -> bool:
    """Return whether the skip that is announced now is the one that was told of."""
    if winner["state"] not in HOLDING or "objection_until" in winner:
        return False
    return "announced_at" in winner and bool(winner["announced_at"] <= told_at)
