"""Settle a contest: every prize is fulfilled, or published as not awarded."""

from dataclasses import dataclass, replace

from services.contests.domain.contest import State, retention_end
from services.contests.domain.events import contest_settled
from services.contests.domain.outcome import standing_after, standing_at_draw
from services.contests.use_cases.context import Context
from shared.documents import Document
from shared.errors import StaleVersion


@dataclass(frozen=True)
class SettleContest:
    """Something happened that may have been the last thing."""

    workspace: str
    contest: str


def settle_contest(command: SettleContest, context: Context) -> None:
    """Settle a drawn contest if nothing is left to do; else nothing happens.

    Fulfilled and not awarded are ends: what is counted here as done can never be undone, so the
    reading needs no lock.
    """
    draw = context.stores.draws.get(command.workspace, command.contest)
    if draw is None:
        return
    prizes = sum(prize["count"] for prize in draw["parts"]["commitment"]["prizes"])
    awarded, lost = _ends(command, draw, context)
    if awarded + lost == prizes:
        _settle(command, awarded, lost, context)


def _ends(command: SettleContest, draw: Document, context: Context) -> tuple[int, int]:
    now = context.clock.now()
    outcome = context.stores.outcomes.open(command.workspace, command.contest, now)
    start = standing_at_draw(draw["parts"], draw["digest"])
    lost = len(standing_after(start, outcome["chain"]).lost) + draw["parts"]["not_awarded"]
    winners = context.stores.winners.of_contest(command.workspace, command.contest)
    return sum(winner["state"] == "fulfilled" for winner in winners), lost


def _settle(command: SettleContest, awarded: int, lost: int, context: Context) -> None:
    while True:
        contest = context.stores.contests.get(command.workspace, command.contest)
        if contest.state is not State.DRAWN:
            return
        now = context.clock.now()
        settled = replace(contest, state=State.SETTLED, settled_at=now, updated_at=now)
        settled = replace(settled, due_at=retention_end(settled))
        stamp = context.stamp_of("contest.settled", contest.id)
        event = contest_settled(stamp, contest_id=contest.id, awarded=awarded, not_awarded=lost)
        try:
            context.stores.contests.save(settled, [event])
        except StaleVersion:
            continue
        return
