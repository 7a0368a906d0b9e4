"""What one person earned, and the codes that are theirs, all of it."""

from collections.abc import Iterator

from services.influencers.domain.code import DiscountCode
from services.influencers.domain.commission import Commission
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.partner.read import PartnerView

_PAGE = 500


def earned_by(context: Context, found: PartnerView | None) -> Iterator[Commission]:
    """Yield every commission of a person, for whoever handles them and was noted already."""
    after: str | None = None
    while found is not None:
        whose = (found.partner.workspace_id, found.partner.id)
        page = context.stores.commissions.of_partner(*whose, after=after, limit=_PAGE)
        yield from page.items
        if (after := page.after) is None:
            return


def codes_of(context: Context, found: PartnerView | None) -> Iterator[DiscountCode]:
    """Yield every discount code of a person, for whoever handles them and was noted already."""
    after: str | None = None
    while found is not None:
        workspace, partner = found.partner.workspace_id, found.partner.id
        page = context.stores.discount_codes.page(
            workspace, partner=partner, after=after, limit=_PAGE
        )
        yield from page.items
        if (after := page.after) is None:
            return
