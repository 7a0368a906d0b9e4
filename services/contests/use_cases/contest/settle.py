"""Settle a contest: every prize is fulfilled, or published as not awarded."""

from services.contests.domain.contest import settled
from services.contests.domain.outcome import standing_after, standing_at_draw
from services.contests.use_cases.context import Context
from shared.documents import Document


def settle_contest(context: Context, *, workspace: str, contest: str) -> None:
    """Settle a drawn contest if nothing is left to do; else nothing happens.

    Something happened that may have been the last thing. Fulfilled and not awarded are ends: what
    is counted here as done can never be undone, so the reading needs no lock.
    """
    draw = context.stores.draws.get(workspace, contest)
    if draw is None:
        return
    prizes = sum(prize["count"] for prize in draw["parts"]["commitment"]["prizes"])
    awarded, lost = _ends(context, workspace, contest, draw)
    if awarded + lost == prizes:
        now = context.clock.now()
        context.stores.contests.change(
            workspace,
            contest,
            lambda found: settled(found, now, awarded=awarded, not_awarded=lost),
        )


def _ends(context: Context, workspace: str, contest: str, draw: Document) -> tuple[int, int]:
    outcome = context.stores.outcomes.open(workspace, contest, context.clock.now())
    start = standing_at_draw(draw["parts"], draw["digest"])
    lost = len(standing_after(start, outcome["chain"]).lost) + draw["parts"]["not_awarded"]
    winners = context.stores.winners.of_contest(workspace, contest)
    return sum(winner["state"] == "fulfilled" for winner in winners), lost
