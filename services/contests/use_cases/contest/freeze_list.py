"""Freeze the list: read the entries in the order of their refs into chunks of fixed identifiers."""

from services.contests.domain.contest import Contest, ListChunk, chunk_of
from services.contests.use_cases.context import WorkContext

CHUNK = 1000
SLICE = 20


def freeze_list(context: WorkContext, contest: Contest) -> bool:
    """Write the chunks that are missing, at most `SLICE`; return whether the list is whole.

    A chunk that exists is done, and names where the next one begins: after an end in the middle,
    or with two workers at once, every chunk is still the first that was written.
    """
    last = context.stores.list_chunks.last(contest.workspace_id, contest.id)
    for _ in range(SLICE):
        if last is not None and last.final:
            return True
        last = _next_chunk(context, contest, last)
    return bool(last is not None and last.final)


def _next_chunk(context: WorkContext, contest: Contest, last: ListChunk | None) -> ListChunk:
    after, number = (last.after, last.number + 1) if last is not None else (None, 0)
    page = context.stores.entries.candidates(
        contest.workspace_id, contest.id, after=after, limit=CHUNK
    )
    return context.stores.list_chunks.add(chunk_of(contest, number, page.items, page.after))
