"""Erase everything of one address in a workspace."""

from services.contests.domain.audit import Purpose
from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.withdraw import erase_entry
from services.contests.use_cases.newsletter.withdraw import withdraw_consents
from services.contests.use_cases.people.of_address import Known, known_of
from services.contests.use_cases.winner.withdraw import withdraw_winner


def erase_person(context: Context, *, workspace: str, email: str, by: str) -> Known:
    """Return what was found of an address, all of it erased by now; noted first.

    A repeat finds nothing more. What a sealed list proves stays: its line leads to nobody. The
    newsletter ends, and a keyed hash keeps it so; a prize that has not gone passes on. Raises
    `Invalid`.
    """
    known = known_of(context, workspace, email, by=by, purpose=Purpose.ERASED)
    for each in known.entries:
        gone = erase_entry(context, each.entry)
        # The event does it too, where this breaks off: who erases is told that it is done.
        withdraw_winner(context, workspace=workspace, contest=gone.contest_id, entry_id=gone.id)
    for consent in known.consents:
        withdraw_consents(context, workspace=workspace, address_key=consent.address_key)
    return known
