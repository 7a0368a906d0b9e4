"""A winner was skipped: the next alternate takes that very prize, or nobody does."""

from services.contests.domain.outcome import pass_on
from services.contests.use_cases.context import Context


def pass_prize_on(context: Context, *, workspace: str, contest: str, ref: str, code: str) -> None:
    """Append the skip and what follows from it to the outcome, in one guarded change.

    A ref is skipped once: an outcome that knows it already is left alone. Raises `BrokenOutcome`
    for a ref that holds no prize.
    """
    now, stores = context.clock.now(), context.stores
    stores.outcomes.open(workspace, contest, now)
    draw = stores.draws.get(workspace, contest)
    place = stores.winners.get(workspace, contest, ref).place
    stores.outcomes.change(
        workspace,
        contest,
        lambda each: pass_on(each, draw, ref=ref, code=code, place=place, now=now),
    )
