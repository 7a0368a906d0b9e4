"""The consents that a contest brought, each with its proof, for a mailing tool."""

from services.contests.domain.newsletter import NewsletterConsent
from services.contests.use_cases.context import Context
from shared.documents import Page


def list_consents(
    context: Context, *, workspace: str, contest: str, after: str | None = None, limit: int = 500
) -> Page[NewsletterConsent]:
    """Return a page of the consents that stand.

    They hold addresses: whoever hands them out has noted it before.
    """
    consents = context.stores.newsletter_consents
    return consents.of_contest(workspace, contest, after=after, limit=limit)
