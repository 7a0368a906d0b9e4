"""A winner answers: accepts the prize, or declines it."""

from services.contests.domain.tokens import token_hash
from services.contests.domain.winner import Moved, Winner, answer
from services.contests.use_cases.context import Context


def answer_claim(context: Context, *, workspace: str, token: str, accept: bool) -> Winner:
    """Store the answer and return the winner; the same answer again changes nothing.

    Of two answers at once the first stands. Raises `NotFound`, `ClaimAnswered` or `ClaimExpired`.
    """

    def step(winner: Winner) -> Moved:
        return answer(winner, accept=accept, now=context.clock.now())

    winner = context.stores.winners.by_claim(workspace, token_hash(token))
    return context.stores.winners.change(workspace, winner.contest_id, winner.ref, step)
