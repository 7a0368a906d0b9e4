"""Ask whether the portal is open to a partner: before each of their own pages."""

from services.influencers.domain.partner import Partner
from services.influencers.domain.portal import PortalClosed, is_open_to
from services.influencers.use_cases.context import Context


def is_open(context: Context, partner: Partner) -> bool:
    """Tell whether the portal is open to a partner now."""
    enrolled = context.stores.enrollments.of_partner(partner.workspace_id, partner.id)
    return is_open_to(partner, [each.state for each in enrolled])


def require_portal(context: Context, *, workspace: str, partner: str) -> Partner:
    """Return the partner who calls. Raises `PortalClosed` for one erased or banned since."""
    found = context.stores.partners.find(workspace, partner)
    if found is None or not is_open(context, found):
        raise PortalClosed
    return found
