"""The way of a partner to their portal: a link by mail, and who is let in."""

from services.influencers.domain.portal.errors import LinkLate, LinkUsed, PortalClosed
from services.influencers.domain.portal.form import ASKING_FIELDS, AskingForm
from services.influencers.domain.portal.link import SignInLink, asked, id_in, token_of
from services.influencers.domain.portal.opening import is_open_to

__all__ = [
    "ASKING_FIELDS",
    "AskingForm",
    "LinkLate",
    "LinkUsed",
    "PortalClosed",
    "SignInLink",
    "asked",
    "id_in",
    "is_open_to",
    "token_of",
]
