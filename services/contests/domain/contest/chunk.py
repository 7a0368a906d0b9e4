"""The frozen list, in chunks of fixed identifiers: one that exists is done."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.contests.domain.contest.contest import Contest
from services.contests.domain.contest.entering import lists
from services.contests.domain.draw import entry_line
from services.contests.domain.entry import Candidate, EntryState


@dataclass(frozen=True)
class ListChunk:
    """About a thousand candidates: the lines of those in the list, the others by reason.

    `first` and `last` are refs, "" where nobody of the chunk is listed; `after` is the place where
    the next chunk begins, "" after the `final` one.
    """

    workspace_id: str
    contest_id: str
    number: int
    first: str
    last: str
    items: Sequence[str]
    excluded: Mapping[str, int]
    after: str
    final: bool


def chunk_of(
    contest: Contest, number: int, candidates: Sequence[Candidate], after: str | None
) -> ListChunk:
    """Return chunk `number` of candidates in the order of their refs."""
    listed = [each for each in candidates if lists(contest, each)]
    left_out = Counter(
        _why_out(each) for each in candidates if not lists(contest, each) and not each.repeat
    )
    return ListChunk(
        workspace_id=contest.workspace_id,
        contest_id=contest.id,
        number=number,
        first=listed[0].ref if listed else "",
        last=listed[-1].ref if listed else "",
        items=[entry_line(each.ref, each.weight) for each in listed],
        excluded=dict(left_out),
        after=after or "",
        final=after is None,
    )


def _why_out(candidate: Candidate) -> str:
    if candidate.state is EntryState.EXCLUDED:
        return candidate.reason
    if candidate.state is EntryState.WITHDRAWN:
        return "withdrawn"
    return "unconfirmed"
