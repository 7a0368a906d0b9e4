"""Erase everything of one address in a workspace."""

from services.contests.domain.audit import Purpose
from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.withdraw import erase_entry
from services.contests.use_cases.newsletter.withdraw import withdraw_consents
from services.contests.use_cases.people.of_address import Known, known_of


def erase_person(context: Context, *, workspace: str, email: str, by: str) -> Known:
    """Return what was found of an address, all of it erased by now; noted first.

    A repeat finds nothing more. What a sealed list proves stays: its line leads to nobody. The
    newsletter ends, and a keyed hash keeps it so. Raises `Invalid`.
    """
    known = known_of(context, workspace, email, by=by, purpose=Purpose.ERASED)
    for each in known.entries:
        erase_entry(context, each.entry)
    for consent in known.consents:
        withdraw_consents(context, workspace=workspace, address_key=consent.address_key)
    return known
