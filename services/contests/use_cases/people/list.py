"""List the people of a contest."""

from services.contests.domain.audit import Purpose
from services.contests.use_cases.context import Context
from services.contests.use_cases.people.shown import PeoplePage, shown
from shared.errors import FieldError, Invalid


def list_people(
    context: Context,
    *,
    workspace: str,
    contest: str,
    by: str,
    state: str = "",
    country: str | None = None,
    source: str | None = None,
    hinted: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> PeoplePage:
    """Return a page of people, the newest first, of one state, and one country or one source.

    `hinted` asks for those confirmed ones that deserve a look instead.

    That the account `by` sees them is stored first. Raises `NotFound`, or `Invalid`
    (`one_of_both`) for a country and a source together: no index answers that, and a search
    through a million people is not begun.
    """
    if country is not None and source is not None:
        raise Invalid(fields=[FieldError("source", "one_of_both")])
    found = context.stores.contests.get(workspace, contest)
    whose, entries = (workspace, contest), context.stores.entries
    if hinted:
        page = entries.hinted(*whose, after=after, limit=limit)
    else:
        page = entries.people(
            *whose, state=state, country=country, source=source, after=after, limit=limit
        )
    people = shown(context, found, page.items, by=by, purpose=Purpose.PEOPLE)
    return PeoplePage(found, people, page.after, entries.countries(*whose))
