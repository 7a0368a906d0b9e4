"""The letters of a contest."""

from services.contests.domain.contest import Contest
from services.contests.domain.letter import Letter
from services.contests.use_cases.context import Context
from shared.documents import Page


def list_letters(
    context: Context, *, workspace: str, contest: str, after: str | None = None, limit: int = 50
) -> tuple[Contest, Page[Letter]]:
    """Return a contest with a page of its letters, the newest first. Raises `NotFound`."""
    found = context.stores.contests.get(workspace, contest)
    return found, context.stores.letters.page(workspace, contest, after=after, limit=limit)
