"""Freeze the list: read the entries in the order of their refs into chunks of fixed identifiers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from services.contests.domain.contest import Contest
from services.contests.domain.draw import entry_line
from services.contests.domain.entry import Candidate, Entry, EntryState
from services.contests.use_cases.context import WorkContext
from shared.documents import Document

CHUNK = 1000
SLICE = 20


@dataclass(frozen=True)
class FreezeList:
    """A contest is being sealed."""

    contest: Contest


def freeze_list(command: FreezeList, context: WorkContext) -> bool:
    """Write the chunks that are missing, at most `SLICE`; return whether the list is whole.

    A chunk that exists is done, and names where the next one begins: after an end in the middle,
    or with two workers at once, every chunk is still the first that was written.
    """
    contest = command.contest
    last = context.stores.list_chunks.last(contest.workspace_id, contest.id)
    for _ in range(SLICE):
        if last is not None and last["final"]:
            return True
        last = _next_chunk(contest, last, context)
    return bool(last is not None and last["final"])


def _next_chunk(contest: Contest, last: Document | None, context: WorkContext) -> Document:
    page = context.stores.entries.candidates(
        contest.workspace_id,
        contest.id,
        after=last["after"] if last is not None else None,
        limit=CHUNK,
    )
    number = last["number"] + 1 if last is not None else 0
    return context.stores.list_chunks.add(_chunk(contest, number, page.items, page.after))


def _chunk(
    contest: Contest, number: int, entries: Sequence[Candidate], after: str | None
) -> Document:
    listed = [entry for entry in entries if in_time(entry, contest)]
    left_out = Counter(_why_out(entry) for entry in entries if not in_time(entry, contest))
    return {
        "_id": f"{contest.id}:{number:05d}",
        "workspace_id": contest.workspace_id,
        "version": 1,
        "contest_id": contest.id,
        "number": number,
        "first": listed[0].ref if listed else "",
        "last": listed[-1].ref if listed else "",
        "items": [entry_line(entry.ref, entry.weight) for entry in listed],
        "excluded": dict(left_out),
        "after": after or "",
        "final": after is None,
    }


def in_time(entry: Entry | Candidate, contest: Contest) -> bool:
    """Return whether an entry stands in the list: confirmed, and confirmed in time."""
    return (
        entry.state is EntryState.CONFIRMED
        and entry.confirmed_at is not None
        and entry.confirmed_at < contest.schedule.confirm_by
    )


def _why_out(entry: Candidate) -> str:
    if entry.state is EntryState.EXCLUDED:
        return entry.reason
    if entry.state is EntryState.WITHDRAWN:
        return "withdrawn"
    return "unconfirmed"
