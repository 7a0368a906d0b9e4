"""A winner's mail was accepted: the time to answer runs from here."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.contests.use_cases.context import Context


@dataclass(frozen=True)
class NotifyWinner:
    """The event `draw.winner_notified`; `at` is when the mail was accepted."""

    workspace: str
    contest: str
    ref: str
    at: datetime


def notify_winner(command: NotifyWinner, context: Context) -> None:
    """Move a drawn winner to `notified`; one who answered meanwhile keeps their answer.

    When to look again follows from all that is known of a winner (an announced skip is told at
    once), so whoever was faster is read again.
    """
    contest = context.stores.contests.get(command.workspace, command.contest)
    answer_by = command.at + timedelta(seconds=contest.in_force["answer_within"])
    while True:
        winner = context.stores.winners.get(command.workspace, command.contest, command.ref)
        if winner["state"] != "drawn":
            return
        values = {
            "state": "notified",
            "notified_at": command.at,
            "answer_by": answer_by,
            "due_at": answer_by if "announced_at" not in winner else context.clock.now(),
        }
        if context.stores.winners.change(winner, {"version": winner["version"]}, values):
            return
