"""What a collection says of itself: its indexes, whether it publishes, whose data it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True)
class Index:
    """An index. `fields` begin with `workspace_id`, save for scans across workspaces."""

    name: str
    fields: tuple[str, ...]
    unique: bool = False


class Gone(StrEnum):
    """How a personal member goes when its person is erased.

    `REMOVED`: it is absent, or empty of its kind (`""`, `{}`). `REPLACED`: it is `erased:` and the
    document's `_id`, as a member of a unique index must be.
    """

    REMOVED = "removed"
    REPLACED = "erased:<id>"


@dataclass(frozen=True)
class Declaration:
    """A collection, as the store that owns it declares it.

    `publishes`: its documents carry events, which the relay looks for here. `personal`: dotted
    paths of what tells of a person, and how each goes.
    """

    name: str
    indexes: tuple[Index, ...] = ()
    publishes: bool = False
    personal: Mapping[str, Gone] = field(default_factory=dict)
