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
    hinted: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> Page[Reviewed]:
    """Return a page of entries, of one state if given, the oldest first.

    `hinted` asks for confirmed ones that deserve a look, the newest first. Raises `NotFound` for
    an unknown contest.
    """
    found, now = context.stores.contests.get(workspace, contest), context.clock.now()
    entries = context.stores.entries
    if hinted:
        page = entries.hinted(workspace, contest, after=after, limit=limit)
    else:
        page = entries.page(workspace, contest, state=state, after=after, limit=limit)
    return page.of(lambda entry: review_of(found, entry, now))
