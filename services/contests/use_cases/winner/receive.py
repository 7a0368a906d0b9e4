"""A winner says that the prize came."""

from services.contests.domain.tokens import token_hash
from services.contests.domain.winner import Winner, receive
from services.contests.use_cases.context import Context


def receive_prize(context: Context, *, workspace: str, token: str) -> Winner:
    """Move the winner to `fulfilled`. Raises `NotFound` or `WrongWinnerState`."""
    now = context.clock.now()
    winner = context.stores.winners.by_claim(workspace, token_hash(token))
    return context.stores.winners.change(
        workspace, winner.contest_id, winner.ref, lambda each: receive(each, now=now)
    )
