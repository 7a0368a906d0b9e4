"""Come by a link: looking uses nothing up, one press uses it."""

from services.influencers.domain.partner import Partner
from services.influencers.domain.portal import LinkLate, SignInLink
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.portal.opening import require_portal
from services.influencers.use_cases.portal.tokens import link_proved
from shared.errors import NotFound


def look_at_link(context: Context, *, workspace: str, token: str) -> SignInLink:
    """Return a link that still opens, as it was. Raises `NotFound`, `LinkLate` or `LinkUsed`."""
    found = _of(context, workspace, token)
    found.require_open(context.clock.now())
    return found


def use_link(context: Context, *, workspace: str, token: str) -> Partner:
    """Return the partner whom a link lets in, this once.

    Raises `NotFound`, `LinkLate`, `LinkUsed`, or `PortalClosed`.
    """
    found, now = _of(context, workspace, token), context.clock.now()
    partner = require_portal(context, workspace=workspace, partner=found.partner_id)
    context.stores.sign_in_links.change(workspace, found.id, lambda each: (each.used(now), ()))
    return partner


def _of(context: Context, workspace: str, token: str) -> SignInLink:
    link = link_proved(context, workspace, token)
    if not link:
        raise NotFound
    found = context.stores.sign_in_links.find(workspace, link)
    if found is None:
        # Proved, and removed since: its time was over.
        raise LinkLate
    return found
