"""Commit to a frozen list, before the beacon's round."""

from collections import Counter

from services.contests.domain.contest import Contest, Listing, postponed, sealed
from services.contests.domain.draw import summarise
from services.contests.domain.entry import RefusalReason
from services.contests.use_cases.context import WorkContext


def commit_list(context: WorkContext, contest: Contest) -> Contest:
    """Return the contest with its commitment, whose round follows by the lead at least.

    A draw that the seal would follow too closely is moved first. Hashing the list takes its time,
    so the clock is looked at afterwards. Whether the write came in time is for `witness_seal`.
    """
    listing, contests = _listing(context, contest), context.stores.contests
    lead, step = context.policy.seal_lead, context.postponement
    whose = contest.workspace_id, contest.id
    contests.change(
        *whose, lambda found: postponed(found, context.clock.now(), lead=lead, step=step)
    )
    return contests.change(*whose, lambda found: sealed(found, context.clock.now(), listing))


def _listing(context: WorkContext, contest: Contest) -> Listing:
    chunks, whose = context.stores.list_chunks, (contest.workspace_id, contest.id)
    heaviest = contest.in_force["mechanic"]["max_weight"]
    last = chunks.last(*whose)
    return Listing(
        summary=summarise(chunks.lines(*whose), heaviest),
        left_out=_left_out(context, contest),
        chunks=last.number + 1 if last is not None else 0,
    )


def _left_out(context: WorkContext, contest: Contest) -> dict[str, int]:
    """Count by reason those who sent a form and are not in the list."""
    left_out: Counter[str] = Counter()
    for chunk in context.stores.list_chunks.each(contest.workspace_id, contest.id):
        left_out.update(chunk.excluded)
    for reason in RefusalReason:
        count = context.stores.refusals.count(contest.workspace_id, contest.id, reason.value)
        left_out.update({reason.value: count} if count else {})
    return dict(left_out)
