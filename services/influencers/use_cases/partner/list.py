"""List partners, and find them by name or address: noted before anybody is shown."""

from services.influencers.domain.audit import Purpose
from services.influencers.domain.partner import Partner, sought_of
from services.influencers.use_cases.audit import note_reading
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.keys import partner_key
from shared.documents import Page


def list_partners(
    context: Context,
    *,
    workspace: str,
    by: str,
    kind: str = "",
    country: str = "",
    after: str | None = None,
    limit: int = 50,
) -> Page[Partner]:
    """Return a page of partners, of one kind and one country if given, the newest first."""
    page = context.stores.partners.page(
        workspace, kind=kind, country=country, after=after, limit=limit
    )
    return _shown(context, page, workspace=workspace, by=by, purpose=Purpose.PARTNERS)


def search_partners(
    context: Context,
    *,
    workspace: str,
    by: str,
    text: str,
    after: str | None = None,
    limit: int = 50,
) -> Page[Partner]:
    """Return who has this address, or whose names begin so; noted, found or not.

    Raises `Invalid` (`email`) for an address that is none.
    """
    if "@" not in text:
        page = context.stores.partners.called(workspace, sought_of(text), after=after, limit=limit)
        return _shown(context, page, workspace=workspace, by=by, purpose=Purpose.PARTNERS)
    key = partner_key(context, workspace, text)
    found = context.stores.partners.of_address(workspace, key)
    page = Page([found] if found else [])
    refs = [each.id for each in page.items]
    note_reading(
        context, workspace=workspace, by=by, purpose=Purpose.SEARCH, refs=refs, searched=key
    )
    return page


def _shown(
    context: Context, page: Page[Partner], *, workspace: str, by: str, purpose: Purpose
) -> Page[Partner]:
    """Return the page, once it is noted that the account `by` sees it."""
    if page.items:
        refs = [each.id for each in page.items]
        note_reading(context, workspace=workspace, by=by, purpose=purpose, refs=refs)
    return page
