"""Entries as the tests of a collection store them, and the indexes that serve them."""

from datetime import timedelta
from typing import Any

from shared.documents import Index
from tests.shared.documents.samples import NOON, document

INDEXES = [
    Index("by_contest", ("workspace_id", "contest", "at")),
    Index("by_at", ("workspace_id", "at")),
    Index("mail", ("workspace_id", "contest", "mail"), unique=True),
]


def entry(number: int, **fields: Any) -> dict[str, Any]:
    """Return entry number `number`: three of them share an instant."""
    at = NOON + timedelta(seconds=number // 3)
    fields = {"contest": "fete", "at": at, "mail": f"{number}@x.org", "n": number} | fields
    return document(f"e{number:03}", **fields)
