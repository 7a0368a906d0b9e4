"""An entry was confirmed: keep the consent to the newsletter that it gave, if it gave one."""

from services.contests.domain.newsletter import consent_given, newsletter_years
from services.contests.use_cases.context import Context
from services.contests.use_cases.newsletter.keys import newsletter_secret


def record_consent(context: Context, *, workspace: str, contest: str, entry: str) -> None:
    """Store the consent of an entry; repeated harmlessly.

    Whoever withdraws writes the suppression first, then removes consents; here the consent is
    written first, then the suppression is read: whichever is faster, nothing withdrawn stays.
    """
    stores = context.stores
    found = stores.entries.get(workspace, contest, entry)
    about = stores.contests.get(workspace, contest)
    promised = newsletter_years(about.in_force) is not None
    if not (promised and found.takes_news and found.names_someone):
        return
    consent = consent_given(about, found, newsletter_secret(context, workspace))
    if consent is None or consent.kept_until <= context.clock.now():
        return
    stores.newsletter_consents.add(consent)
    if stores.newsletter_suppressions.holds(workspace, consent.address_key, consent.confirmed_at):
        stores.newsletter_consents.remove(workspace, consent.id)
