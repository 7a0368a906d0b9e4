"""List the entries of a contest, without a name or an address."""

from services.contests.domain.entry import Entry
from services.contests.use_cases.context import Context
from shared.documents import Page


def list_entries(
    context: Context,
    *,
    workspace: str,
    contest: str,
    state: str = "",
    after: str | None = None,
    limit: int = 50,
) -> Page[Entry]:
    """Return a page of entries, the oldest first. Raises `NotFound` for an unknown contest."""
    context.stores.contests.get(workspace, contest)
    return context.stores.entries.page(workspace, contest, state=state, after=after, limit=limit)
