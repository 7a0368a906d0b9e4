"""An entry was corrected: the newsletter greets by the right name from then on."""

from dataclasses import replace

from services.contests.domain.newsletter import NewsletterConsent
from services.contests.use_cases.context import Context


def rename_consent(context: Context, *, workspace: str, contest: str, entry: str) -> None:
    """Give the record of an entry the name of that entry; its proof stays as it is.

    Repeated harmlessly: the name is read again for each try. One that is erased names nobody, and
    its record lives or went by itself.
    """
    stores = context.stores

    def renamed(found: NewsletterConsent) -> tuple[NewsletterConsent, tuple[()]]:
        name = stores.entries.get(workspace, contest, entry).person.first_name
        return replace(found, first_name=name or found.first_name), ()

    consent = stores.newsletter_consents.of_entry(workspace, entry)
    if consent is not None:
        stores.newsletter_consents.change(consent, renamed)
