"""Settle a contest: every prize is fulfilled, or published as not awarded."""

from services.contests.domain.contest import settled
from services.contests.domain.draw import Draw
from services.contests.domain.winner import WinnerState
from services.contests.use_cases.context import Context


def settle_contest(context: Context, *, workspace: str, contest: str) -> None:
    """Settle a drawn contest if nothing is left to do; else nothing happens.

    Something happened that may have been the last thing. Fulfilled and not awarded are ends: what
    is counted here as done can never be undone, so the reading needs no lock.
    """
    draw = context.stores.draws.find(workspace, contest)
    if draw is None:
        return
    awarded, lost = _ends(context, workspace, contest, draw)
    if awarded + lost == draw.prizes:
        now = context.clock.now()
        context.stores.contests.change(
            workspace,
            contest,
            lambda found: settled(found, now, awarded=awarded, not_awarded=lost),
        )


def _ends(context: Context, workspace: str, contest: str, draw: Draw) -> tuple[int, int]:
    outcome = context.stores.outcomes.open(workspace, contest, context.clock.now())
    winners = context.stores.winners.of_contest(workspace, contest)
    awarded = sum(winner.state is WinnerState.FULFILLED for winner in winners)
    return awarded, outcome.not_awarded(draw)
