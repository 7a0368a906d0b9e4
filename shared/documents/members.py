"""Between a dataclass and a document: its members by name, one that is None absent."""

from collections.abc import Mapping
from typing import Any

from shared.documents import Document


def members_of(thing: Any) -> Document:
    """Return what a dataclass without class variables holds; a member that is None is absent."""
    held = {name: getattr(thing, name) for name in thing.__dataclass_fields__}
    return {name: member for name, member in held.items() if member is not None}


def known_members(kind: Any, document: Mapping[str, Any]) -> Document:
    """Return the members that a dataclass knows; later code may have written others."""
    return {name: document[name] for name in kind.__dataclass_fields__ if name in document}
