"""Find everything of one address in a workspace."""

from services.contests.domain.audit import Purpose
from services.contests.use_cases.context import Context
from services.contests.use_cases.people.of_address import Known, known_of


def find_person(context: Context, *, workspace: str, email: str, by: str) -> Known:
    """Return what is kept of an address; noted first. Changes nothing else; raises `Invalid`."""
    return known_of(context, workspace, email, by=by, purpose=Purpose.SEARCH)
