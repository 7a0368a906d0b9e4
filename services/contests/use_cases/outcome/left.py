"""How far the ranked list still goes."""

from services.contests.use_cases.context import Context


def alternates_left(context: Context, *, workspace: str, contest: str) -> int:
    """Return how many alternates may still take a prize. Raises `NotFound` before the draw."""
    draw = context.stores.draws.get(workspace, contest)
    outcome = context.stores.outcomes.find(workspace, contest)
    return len(outcome.standing(draw).waiting if outcome else draw.alternates)
