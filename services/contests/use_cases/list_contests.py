"""List the contests of a workspace, the newest first."""

from services.contests.domain.contest import Contest
from services.contests.use_cases.context import Context
from services.contests.use_cases.ports import Listing


def list_contests(
    context: Context, workspace: str, *, state: str = "", after: str | None = None, limit: int = 50
) -> Listing[Contest]:
    """Return a page of contests, of one state if given."""
    return context.contests.page(workspace, state=state, after=after, limit=limit)
