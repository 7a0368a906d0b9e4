"""A winner knows that they shall be skipped: the time to object runs from here."""

from dataclasses import dataclass
from datetime import datetime

from services.contests.domain.winner import HOLDING, OBJECTION_TIME, next_date
from services.contests.use_cases.draw_context import DrawContext


@dataclass(frozen=True)
class StartObjection:
    """The event `draw.skip_notified`; `at` is when the mail was accepted."""

    workspace: str
    contest: str
    ref: str
    at: datetime


def start_objection(command: StartObjection, context: DrawContext) -> None:
    """Give 72 hours from the mail; a skip taken back, or announced anew since, is left alone."""
    winner = context.records.winners.get(command.workspace, command.contest, command.ref)
    until = command.at + OBJECTION_TIME
    context.records.winners.change(
        winner,
        {
            "state": {"$in": list(HOLDING)},
            "announced_at": {"$lte": command.at},
            "objection_until": {"$exists": False},
        },
        {"objection_until": until, "due_at": next_date({**winner, "objection_until": until})},
    )
