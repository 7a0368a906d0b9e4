"""What the prize of a winner asks of them, and until when."""

from services.contests.domain.contest.form import PrizeAsk
from services.contests.domain.winner import Winner, asked
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
    found = context.stores.contests.get(workspace, contest)
    for winner in context.stores.winners.of_contest(workspace, contest):
        ask_anew(context, winner, found.ask_of(winner.prize_name))


def ask_anew(context: Context, winner: Winner, ask: PrizeAsk) -> Winner:
    """Return the winner with a date where they owe what `ask` says and had none.

    Nobody who is erased is asked.
    """
    whose, now = (winner.workspace_id, winner.contest_id), context.clock.now()
    if asked(winner, ask, now)[0] == winner:
        return winner
    if not context.stores.entries.get(*whose, winner.entry_id).names_someone:
        return winner
    return context.stores.winners.change(*whose, winner.ref, lambda each: asked(each, ask, now))
