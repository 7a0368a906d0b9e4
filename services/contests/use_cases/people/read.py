"""Read one person of a contest."""

from services.contests.domain.audit import Purpose
from services.contests.use_cases.context import Context
from services.contests.use_cases.people.shown import PeoplePage, shown


def read_person(context: Context, *, workspace: str, contest: str, ref: str, by: str) -> PeoplePage:
    """Return the person of a ref, once it is noted that `by` sees them. Raises `NotFound`."""
    found = context.stores.contests.get(workspace, contest)
    entry = context.stores.entries.of_ref(workspace, contest, ref)
    people = shown(context, found, [entry], by=by, purpose=Purpose.PERSON)
    return PeoplePage(found, people)
