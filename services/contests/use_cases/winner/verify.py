"""The winner showed what the rules ask for."""

from services.contests.domain.winner import Winner, verify
from services.contests.use_cases.context import Context


def verify_winner(context: Context, *, workspace: str, contest: str, ref: str) -> Winner:
    """Move an accepted winner to `verified`. Raises `NotFound` or `WrongWinnerState`."""
    now = context.clock.now()
    return context.stores.winners.change(
        workspace, contest, ref, lambda each: verify(each, now=now)
    )
