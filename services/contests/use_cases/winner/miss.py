"""A winner says that what was sent lacks, or is not whole."""

from services.contests.domain.tokens import token_hash
from services.contests.domain.winner import Winner, miss
from services.contests.use_cases.context import Context


def miss_prize(context: Context, *, workspace: str, token: str) -> Winner:
    """Keep the prize from counting as received. Raises `NotFound` or `WrongWinnerState`."""
    now = context.clock.now()
    winner = context.stores.winners.by_claim(workspace, token_hash(token))
    return context.stores.winners.change(
        workspace, winner.contest_id, winner.ref, lambda each: miss(each, now=now)
    )
