"""List the contests of a workspace that everybody may see, the newest first."""

from services.contests.domain.contest import Contest
from services.contests.use_cases.context import Context
from shared.documents import Page


def list_public_contests(
    context: Context, *, workspace: str, after: str | None = None, limit: int = 50
) -> Page[Contest]:
    """Return a page of contests that were published, whatever became of them."""
    return context.stores.contests.published(workspace, after=after, limit=limit)
