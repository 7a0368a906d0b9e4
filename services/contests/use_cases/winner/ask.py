"""What the prize of a winner asks of them, and until when."""

from services.contests.domain.contest.form import PrizeAsk
from services.contests.domain.winner import Winner, dated
from services.contests.use_cases.context import Context


def ask_of(context: Context, *, workspace: str, contest: str, ref: str) -> PrizeAsk:
    """Return what the prize of the winner `ref` asks now. Raises `NotFound`."""
    winner = context.stores.winners.get(workspace, contest, ref)
    return ask_of_winner(context, winner)


def ask_of_winner(context: Context, winner: Winner) -> PrizeAsk:
    """Return what the prize of a winner asks now."""
    contest = context.stores.contests.get(winner.workspace_id, winner.contest_id)
    return contest.ask_of(winner.prize_name)


def ask_winners(context: Context, *, workspace: str, contest: str) -> None:
    """Ask everyone anew who accepted, as prizes ask something else; repeated harmlessly."""
    for winner in context.stores.winners.of_contest(workspace, contest):
        with_dates(context, winner)


def with_dates(context: Context, winner: Winner) -> Winner:
    """Return the winner with each date that they lacked: see `dated`. Nobody erased is asked."""
    whose, now = (winner.workspace_id, winner.contest_id), context.clock.now()
    ask: PrizeAsk | None = ask_of_winner(context, winner)
    if dated(winner, ask, now) == winner:
        return winner
    if not context.stores.entries.get(*whose, winner.entry_id).names_someone:
        ask = None
    return context.stores.winners.change(
        *whose, winner.ref, lambda each: (dated(each, ask, now), ())
    )
