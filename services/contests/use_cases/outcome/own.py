"""What a draw means to one of its entries."""

from services.contests.domain.contest import Contest, State
from services.contests.domain.outcome import OwnResult, result_of
from services.contests.use_cases.context import Context


def own_result(context: Context, contest: Contest, ref: str) -> OwnResult | None:
    """Return what became of a line of the sealed list, None before the draw."""
    whose = (contest.workspace_id, contest.id)
    draw = context.stores.draws.find(*whose)
    if draw is None:
        return None
    outcome = context.stores.outcomes.find(*whose)
    return result_of(draw, outcome, ref, settled=contest.state is State.SETTLED)
