"""Commit to a frozen list, before the beacon's round."""

from collections import Counter
from dataclasses import dataclass, replace

from services.contests.domain.contest import Contest, State
from services.contests.domain.draw import ListSummary, commit, seal_of, summarise
from services.contests.domain.entry import RefusalReason
from services.contests.domain.events import contest_sealed
from services.contests.use_cases.context import WorkContext
from services.contests.use_cases.postpone_draw import PostponeDraw, postpone_draw


@dataclass(frozen=True)
class CommitList:
    """The list of a contest is whole."""

    contest: Contest


@dataclass(frozen=True)
class _Listing:
    summary: ListSummary
    left_out: dict[str, int]
    chunks: int


def commit_list(command: CommitList, context: WorkContext) -> Contest:
    """Return the contest with its commitment, whose round follows by the lead at least.

    Hashing the list takes its time, so the clock is looked at afterwards. Whether the write came
    in time is for `witness_seal`. Raises `StaleVersion`.
    """
    listing = _listing(command.contest, context)
    return _commit(postpone_draw(PostponeDraw(command.contest), context), listing, context)


def _commit(contest: Contest, listing: _Listing, context: WorkContext) -> Contest:
    now = context.clock.now()
    commitment = commit(contest.id, contest.rules, listing.summary, listing.left_out)
    seal = seal_of(commitment)
    sealed = replace(
        contest,
        state=State.SEALED,
        sealed_at=now,
        updated_at=now,
        commitment=commitment,
        seal=seal,
        witnessed=False,
        chunks=listing.chunks,
        due_at=now,
    )
    event = contest_sealed(
        context.stamp_of("contest.sealed", contest.id, seal),
        contest_id=contest.id,
        seal=seal,
        commitment=commitment,
        draw_at=contest.schedule.draw_at,
    )
    return context.stores.contests.save(sealed, [event])


def _listing(contest: Contest, context: WorkContext) -> _Listing:
    chunks = context.stores.list_chunks
    heaviest = contest.in_force["mechanic"]["max_weight"]
    summary = summarise(chunks.lines(contest.workspace_id, contest.id), heaviest)
    return _Listing(summary, _left_out(contest, context), _last_number(contest, context) + 1)


def _left_out(contest: Contest, context: WorkContext) -> dict[str, int]:
    """Count by reason those who sent a form and are not in the list."""
    left_out: Counter[str] = Counter()
    for chunk in context.stores.list_chunks.each(contest.workspace_id, contest.id):
        left_out.update(chunk["excluded"])
    for reason in RefusalReason:
        count = context.stores.refusals.count(contest.workspace_id, contest.id, reason.value)
        left_out.update({reason.value: count} if count else {})
    return dict(left_out)


def _last_number(contest: Contest, context: WorkContext) -> int:
    last = context.stores.list_chunks.last(contest.workspace_id, contest.id)
    return int(last["number"]) if last is not None else -1
