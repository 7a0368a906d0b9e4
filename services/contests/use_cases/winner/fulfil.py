"""The winner has the prize."""

from services.contests.domain.winner import Winner, fulfil
from services.contests.use_cases.context import Context


def fulfil_prize(context: Context, *, workspace: str, contest: str, ref: str) -> Winner:
    """Move a verified winner to `fulfilled`. Raises `NotFound` or `WrongWinnerState`."""
    now = context.clock.now()
    return context.stores.winners.change(
        workspace, contest, ref, lambda each: fulfil(each, now=now)
    )
