"""What the prize of a winner asks of them."""

from services.contests.domain.contest.form import PrizeAsk
from services.contests.domain.winner import Winner
from services.contests.use_cases.context import Context


def ask_of(context: Context, *, workspace: str, contest: str, ref: str) -> PrizeAsk:
    """Return what the prize of the winner `ref` asks now. Raises `NotFound`."""
    winner = context.stores.winners.get(workspace, contest, ref)
    return ask_of_winner(context, winner)


def ask_of_winner(context: Context, winner: Winner) -> PrizeAsk:
    """Return what the prize of a winner asks now."""
    contest = context.stores.contests.get(winner.workspace_id, winner.contest_id)
    return contest.ask_of(winner.prize_name)
