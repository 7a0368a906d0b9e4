"""Why the portal does not open."""

from collections.abc import Mapping

from services.gateway.kit.sentences import N_

PORTAL_SENTENCES: Mapping[str, str] = {
    "sign_in_link_used": N_("This link was used before: each opens the portal once."),
    "sign_in_link_late": N_("The time of this link is over: each works for 15 minutes."),
    "portal_closed": N_("This portal is not open to you any more. Ask the team."),
}
