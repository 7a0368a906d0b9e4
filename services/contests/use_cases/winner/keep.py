"""Staff takes back the skipping of a winner: the objection was right, or the proposal wrong."""

from services.contests.domain.winner import Winner, keep
from services.contests.use_cases.context import Context


def keep_winner(context: Context, *, workspace: str, contest: str, ref: str) -> Winner:
    """Drop proposal and announcement. Raises `NotFound` or `WrongWinnerState`."""
    now = context.clock.now()
    return context.stores.winners.change(workspace, contest, ref, lambda each: keep(each, now=now))
