"""List the entries of a contest, without a name or an address."""

from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.review import Reviewed, review_of
from shared.documents import Page


def list_entries(
    context: Context,
    *,
    workspace: str,
    contest: str,
    state: str = "",
    after: str | None = None,
    limit: int = 50,
) -> Page[Reviewed]:
    """Return a page of entries, of one state if given, the oldest first.

    Raises `NotFound` for an unknown contest.
    """
    found, now = context.stores.contests.get(workspace, contest), context.clock.now()
    page = context.stores.entries.page(workspace, contest, state=state, after=after, limit=limit)
    return page.of(lambda entry: review_of(found, entry, now))
