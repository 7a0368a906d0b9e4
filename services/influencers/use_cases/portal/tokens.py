"""What proves a link: derived again from a key of its workspace, stored nowhere."""

import hmac

from services.influencers.domain.portal import id_in, token_of
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.keys import stands_for

PURPOSE = "portal"


def token_for(context: Context, workspace: str, link: str) -> str:
    """Return the token of a link."""
    return token_of(link, stands_for(context, workspace, PURPOSE, link))


def link_proved(context: Context, workspace: str, token: str) -> str:
    """Return the id of the link that a token proves, "" where it proves none."""
    link = id_in(token)
    if not link or not token.isascii():
        return ""
    return link if hmac.compare_digest(token, token_for(context, workspace, link)) else ""
