"""Move a draw whose round would follow its seal too closely."""

from dataclasses import dataclass, replace
from datetime import datetime

from services.contests.domain.beacon import chain_of
from services.contests.domain.contest import Contest
from services.contests.domain.draw import amend, rules_hash
from services.contests.domain.events import draw_postponed
from services.contests.use_cases.context import WorkContext
from shared.events import instant_text

REASON = "sealed_too_late"


@dataclass(frozen=True)
class PostponeDraw:
    """The list of a contest is whole, and about to be committed to."""

    contest: Contest


def postpone_draw(command: PostponeDraw, context: WorkContext) -> Contest:
    """Return the contest, `draw_at` moved by as many whole days as the lead asks for, or as it was.

    The end of claims moves with it, so that every alternate keeps the time to answer. A seal made
    too near its round could have been made with the round in hand. The move is an amendment like
    any other: public, with before, after and reason. Raises `StaleVersion`.
    """
    contest, now = command.contest, context.clock.now()
    before = contest.schedule.draw_at
    after = _far_enough(contest, now, context)
    if after == before:
        return contest
    rules = amend(contest.rules, "draw_at", instant_text(after), reason=REASON, at=now)
    claims_end = instant_text(contest.schedule.last_answer + (after - before))
    rules = amend(rules, "claims_end_at", claims_end, reason=REASON, at=now)
    moved = replace(
        contest,
        amendments=tuple(rules["amendments"]),
        rules_hash=rules_hash(rules),
        updated_at=now,
    )
    event = draw_postponed(
        context.stamp_of("contest.draw_postponed", contest.id, instant_text(after)),
        contest_id=contest.id,
        before=before,
        after=after,
        reason=REASON,
    )
    return context.stores.contests.save(moved, [event])


def _far_enough(contest: Contest, now: datetime, context: WorkContext) -> datetime:
    chain = chain_of(contest.in_force["beacon"]["chain"])
    draw_at, step = contest.schedule.draw_at, context.postponement
    while (left := chain.time_of(chain.round_at(draw_at)) - now) < context.policy.seal_lead:
        draw_at += step * -((left - context.policy.seal_lead) // step)
    return draw_at
