"""A winner's mail was accepted: the time to answer runs from here."""

from datetime import datetime

from services.contests.domain.winner import told_of_prize
from services.contests.use_cases.context import Context


def notify_winner(
    context: Context, *, workspace: str, contest: str, ref: str, at: datetime
) -> None:
    """Let the time to answer run from `at`, when the mail was accepted."""
    within = context.stores.contests.get(workspace, contest).terms.answer_within
    context.stores.winners.change(
        workspace, contest, ref, lambda each: told_of_prize(each, at=at, answer_within=within)
    )
