"""A winner's mail was accepted: the time to answer runs from here."""

from datetime import datetime, timedelta

from services.contests.domain.winner import told_of_prize
from services.contests.use_cases.context import Context


def notify_winner(
    context: Context, *, workspace: str, contest: str, ref: str, at: datetime
) -> None:
    """Let the time to answer run from `at`, when the mail was accepted."""
    settings = context.stores.contests.get(workspace, contest).in_force
    within = timedelta(seconds=settings["answer_within"])
    context.stores.winners.change(
        workspace, contest, ref, lambda each: told_of_prize(each, at=at, answer_within=within)
    )
