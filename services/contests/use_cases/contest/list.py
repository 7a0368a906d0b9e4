"""List the contests of a workspace, the newest first."""

from services.contests.domain.contest import Contest
from services.contests.use_cases.context import Context
from shared.documents import Page


def list_contests(
    context: Context,
    *,
    workspace: str,
    state: str = "",
    after: str | None = None,
    limit: int = 50,
) -> Page[Contest]:
    """Return a page of contests, of one state if given."""
    return context.stores.contests.page(workspace, state=state, after=after, limit=limit)
