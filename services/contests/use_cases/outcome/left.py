"""How far the ranked list still goes."""

from services.contests.use_cases.context import Context


def alternates_left(context: Context, *, workspace: str, contest: str) -> int:
    """Return how many alternates may still take a prize: who has withdrawn gets none.

    Raises `NotFound` before the draw.
    """
    draw = context.stores.draws.get(workspace, contest)
    outcome = context.stores.outcomes.find(workspace, contest)
    waiting = outcome.standing(draw).waiting if outcome else draw.alternates
    return context.stores.entries.count_there(workspace, contest, waiting)
