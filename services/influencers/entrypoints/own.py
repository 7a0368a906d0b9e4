"""Whose own things a partner asks for: theirs, as long as the portal is open to them."""

from typing import Any

from services.influencers.use_cases.context import Context
from services.influencers.use_cases.portal.opening import require_portal
from shared.webapp import caller


def own(context: Context) -> dict[str, Any]:
    """Return the keywords `workspace` and `partner` of the partner who calls.

    Raises `PortalClosed` for one erased or banned since they came in.
    """
    who = {"workspace": caller().workspace_id, "partner": caller().subject}
    require_portal(context, **who)
    return who
