"""Workspaces: the space of one organiser; nothing is shared between two of them."""

import re
from dataclasses import dataclass

from shared.errors import FieldError, Invalid

# Blanks of French typography, and what joins two signs into one.
_BLANKS = "\u00a0\u202f\u200c\u200d"
_ID = re.compile(r"[a-z0-9-]{3,40}")


@dataclass(frozen=True)
class Workspace:
    """`id` is readable and stands in public addresses: `maison-lumen`.

    `accent` is its own colour (`#c2331a`), or "" where it has none.
    """

    id: str
    name: str
    accent: str = ""


def check_workspace(workspace: Workspace) -> None:
    """Raise `Invalid` unless the id fits in an address and the name says something."""
    wrong = []
    if not _ID.fullmatch(workspace.id):
        wrong.append(FieldError("workspace_id", "pattern"))
    if not 1 <= len(workspace.name.strip()) <= 80:
        wrong.append(FieldError("workspace_name", "length", {"min": 1, "max": 80}))
    elif not all(sign.isprintable() or sign in _BLANKS for sign in workspace.name):
        wrong.append(FieldError("workspace_name", "unprintable"))
    if wrong:
        raise Invalid(fields=wrong)
