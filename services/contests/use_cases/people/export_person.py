"""Everything of one address in a workspace, whole, for the person to whom it belongs."""

from dataclasses import dataclass

from services.contests.domain.audit import Purpose
from services.contests.domain.newsletter import NewsletterConsent
from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.export_own import OwnData, own_data
from services.contests.use_cases.people.of_address import known_of


@dataclass(frozen=True)
class PersonData:
    """Every entry of an address, as its person may take it, and the consents to the newsletter."""

    entries: list[OwnData]
    consents: list[NewsletterConsent]


def export_person(context: Context, *, workspace: str, email: str, by: str) -> PersonData:
    """Return all that is kept of an address; noted first. Raises `Invalid`."""
    known = known_of(context, workspace, email, by=by, purpose=Purpose.TAKEN)
    entries = [own_data(context, each.entry) for each in known.entries]
    return PersonData(entries, known.consents)
