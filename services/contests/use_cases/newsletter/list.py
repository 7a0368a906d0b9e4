"""The consents that a contest brought, each with its proof, for a mailing tool."""

from services.contests.domain.newsletter import NewsletterConsent
from services.contests.use_cases.context import Context
from shared.documents import Page


def list_consents(
    context: Context, *, workspace: str, contest: str, after: str | None = None, limit: int = 500
) -> Page[NewsletterConsent]:
    """Return a page of the consents that stand: none of who withdrew, though it is not gone yet.

    They hold addresses: whoever hands them out has noted it before.
    """
    stores = context.stores
    page = stores.newsletter_consents.of_contest(workspace, contest, after=after, limit=limit)
    keys = [consent.address_key for consent in page.items]
    withdrawn = stores.newsletter_suppressions.among(workspace, keys)

    def stands(consent: NewsletterConsent) -> bool:
        since = withdrawn.get(consent.address_key)
        return since is None or consent.confirmed_at > since

    return Page([consent for consent in page.items if stands(consent)], page.after)
