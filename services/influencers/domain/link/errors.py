"""What can go wrong with links, as people and programs are told."""

from typing import ClassVar

from shared.errors import AppError, Invalid, Kind


class BadLink(Invalid):
    """Something of this link is not as it may be."""


class KeyTaken(AppError):
    """Another link has this key, or one that looks like it: choose another."""

    slug: ClassVar[str] = "link_key_taken"
    kind: ClassVar[Kind] = Kind.CONFLICT


class WrongLinkState(AppError):
    """The link is in a state in which this cannot be done."""

    slug: ClassVar[str] = "wrong_link_state"
    kind: ClassVar[Kind] = Kind.CONFLICT
