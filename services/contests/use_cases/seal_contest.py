"""Seal a contest: freeze the list in chunks, then commit to it, before the beacon's round."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from services.contests.domain.beacon import chain_of
from services.contests.domain.contest import Contest, State
from services.contests.domain.draw import commit, seal_of, summarise
from services.contests.domain.entry import RefusalReason
from services.contests.domain.events import contest_sealed
from services.contests.use_cases.draw_context import WorkContext
from services.contests.use_cases.freeze_list import FreezeList, freeze_list
from services.contests.use_cases.postpone_draw import PostponeDraw, postpone_draw


@dataclass(frozen=True)
class SealContest:
    """The review of a closed contest ended."""

    contest: Contest


def seal_contest(command: SealContest, context: WorkContext) -> None:
    """Go on with the sealing from wherever it stands. Raises `StaleVersion`.

    First `sealing_at`: whoever writes an entry reads it afterwards. Then the chunks, some at a
    time. Then the commitment, in one guarded change: there is one for a contest, ever.
    """
    contest = command.contest
    if contest.sealing_at is None:
        contest = context.contests.save(replace(contest, sealing_at=context.clock.now()))
    if not freeze_list(FreezeList(contest), context):
        context.contests.save(replace(contest, due_at=context.clock.now()))
        return
    contest = postpone_draw(PostponeDraw(contest), context)
    _commit(contest, context)


def _commit(contest: Contest, context: WorkContext) -> None:
    now = context.clock.now()
    commitment = _commitment(contest, context)
    beacon, seal = commitment["beacon"], seal_of(commitment)
    sealed = replace(
        contest,
        state=State.SEALED,
        sealed_at=now,
        updated_at=now,
        commitment=commitment,
        seal=seal,
        chunks=_last_number(contest, context) + 1,
        due_at=chain_of(beacon["chain"]).time_of(beacon["round"]),
    )
    event = contest_sealed(
        context.stamp_of("contest.sealed", contest.id),
        contest_id=contest.id,
        seal=seal,
        commitment=commitment,
        draw_at=contest.schedule.draw_at,
    )
    context.contests.save(sealed, [event])


def _commitment(contest: Contest, context: WorkContext) -> dict[str, Any]:
    chunks = context.records.chunks
    heaviest = contest.in_force["mechanic"]["max_weight"]
    summary = summarise(chunks.lines(contest.workspace_id, contest.id), heaviest)
    return commit(contest.id, contest.rules, summary, _left_out(contest, context))


def _left_out(contest: Contest, context: WorkContext) -> dict[str, int]:
    """Count by reason those who sent a form and are not in the list."""
    left_out: Counter[str] = Counter()
    for chunk in context.records.chunks.each(contest.workspace_id, contest.id):
        left_out.update(chunk["excluded"])
    for reason in RefusalReason:
        count = context.refusals.count(contest.workspace_id, contest.id, reason.value)
        left_out.update({reason.value: count} if count else {})
    return dict(left_out)


def _last_number(contest: Contest, context: WorkContext) -> int:
    last = context.records.chunks.last(contest.workspace_id, contest.id)
    return int(last["number"]) if last is not None else -1
