"""A winner knows that they shall be skipped: the time to object runs from here."""

from datetime import datetime

from services.contests.domain.winner import told_of_skip
from services.contests.use_cases.context import Context


def start_objection(
    context: Context, *, workspace: str, contest: str, ref: str, at: datetime
) -> None:
    """Give 72 hours from `at`, when the mail was accepted."""
    context.stores.winners.change(workspace, contest, ref, lambda each: told_of_skip(each, at=at))
