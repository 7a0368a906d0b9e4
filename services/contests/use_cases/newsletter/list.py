"""The consents of a workspace, each with its proof, for a mailing tool."""

from services.contests.domain.newsletter import NewsletterConsent
from services.contests.use_cases.context import Context
from shared.documents import Page


def list_consents(
    context: Context, *, workspace: str, after: str | None = None, limit: int = 500
) -> Page[NewsletterConsent]:
    """Return a page of consents, those of one person together, in flat memory.

    They hold addresses: whoever hands them out has noted it before.
    """
    return context.stores.newsletter_consents.page(workspace, after=after, limit=limit)
