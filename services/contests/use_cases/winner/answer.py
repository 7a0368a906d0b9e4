"""A winner answers: accepts the prize, or declines it."""

from services.contests.domain.tokens import token_hash
from services.contests.domain.winner import Moved, Winner, answer
from services.contests.use_cases.context import Context
from services.contests.use_cases.winner.ask import ask_of_winner, with_dates


def answer_claim(context: Context, *, workspace: str, token: str, accept: bool) -> Winner:
    """Store the answer and return the winner; the same answer again changes nothing.

    Of two answers at once the first stands. What the prize asks is read again afterwards: it may
    have changed in between. Raises `NotFound`, `ClaimAnswered` or `ClaimExpired`.
    """

    winner = context.stores.winners.by_claim(workspace, token_hash(token))
    ask = ask_of_winner(context, winner)

    def step(found: Winner) -> Moved:
        return answer(found, accept=accept, now=context.clock.now(), ask=ask)

    after = context.stores.winners.change(workspace, winner.contest_id, winner.ref, step)
    return with_dates(context, after)
