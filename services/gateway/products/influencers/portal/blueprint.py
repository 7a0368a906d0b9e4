"""The pages of partners: their permission, and what they are told by."""

from typing import Any

from services.gateway.door.portal import portal_pages
from services.gateway.kit.calling import partner_api
from shared.assembly.house import permission
from shared.auth import Role

portal = portal_pages(Role.PARTNER.value)

OWN = permission("portal.own")
# Partners are of the whole workspace: the zone in which they are told of days and hours.
ZONE = "Europe/Paris"


def read_home() -> dict[str, Any]:
    """Return all that the first pages show, by one question."""
    home: dict[str, Any] = partner_api("influencers").get("/me/home").body
    return home
