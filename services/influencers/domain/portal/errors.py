"""What can go wrong on the way to the portal, as people and programs are told."""

from typing import ClassVar

from shared.errors import AppError, Kind


class LinkLate(AppError):
    """The time of this link is over: ask for a new one."""

    slug: ClassVar[str] = "sign_in_link_late"
    kind: ClassVar[Kind] = Kind.GONE


class LinkUsed(AppError):
    """This link was used before: ask for a new one."""

    slug: ClassVar[str] = "sign_in_link_used"
    kind: ClassVar[Kind] = Kind.GONE


class PortalClosed(AppError):
    """This portal is not open to this partner any more."""

    slug: ClassVar[str] = "portal_closed"
    kind: ClassVar[Kind] = Kind.MISSING
