"""Scans across workspaces: events that wait to be published, and work that is due."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta

from shared.documents import Document, Pending, Settlement, Update
from shared.documents.ordering import to_milliseconds
from shared.documents.outbox import Record, event_of
from shared.documents.sqlite.rows import Rows, waiting_since
from shared.documents.text import from_text, to_text
from shared.documents.updating import apply

WAITING = """
SELECT id, json_extract(body, '$.workspace_id'), sent, events FROM documents
WHERE collection = ? AND waiting IS NOT NULL ORDER BY waiting, id LIMIT ? OFFSET ?"""
WAITING_ONE = """
SELECT doc, events FROM documents
WHERE collection = ? AND id = ? AND sent = ? AND json_extract(body, '$.workspace_id') = ?"""
DUE = """
SELECT doc, body FROM documents WHERE collection = ? AND due <= ? ORDER BY due, id LIMIT 1"""


def pending(
    connection: sqlite3.Connection, collection: str, limit: int, skip: int
) -> list[Pending]:
    """Return documents whose events wait, the longest waiting first."""
    rows = connection.execute(WAITING, (collection, limit, skip))
    return [
        Pending(id, workspace, sent, tuple(map(event_of, from_text(events))))
        for id, workspace, sent, events in rows  # noqa: A001 - the field's word
    ]


def settle_each(rows: Rows, settlements: Iterable[Settlement]) -> int:
    """Take acknowledged events away; return how many settlements were still right."""
    return sum(_settle(rows, one) for one in settlements)


def _settle(rows: Rows, one: Settlement) -> bool:
    found = rows.connection.execute(
        WAITING_ONE, (rows.collection, one.id, one.sent, one.workspace_id)
    ).fetchone()
    records: list[Record] = from_text(found[1]) if found else []
    if not 0 < one.count <= len(records):
        return False
    left = records[one.count :]
    rows.connection.execute(
        "UPDATE documents SET sent = ?, events = ?, waiting = ? WHERE doc = ?",
        (one.sent + one.count, to_text(left), waiting_since(left), found[0]),
    )
    return True


def claim_due(rows: Rows, now: datetime, lease: timedelta) -> Document | None:
    """Push the most overdue work back by the lease and return it."""
    found = rows.connection.execute(DUE, (rows.collection, to_milliseconds(now))).fetchone()
    if found is None:
        return None
    document: Document = from_text(found[1])
    claimed: Update = {"$set": {"due_at": now + lease}, "$inc": {"attempts": 1}}
    before = rows.before(found[0], document, ("due_at", "attempts"))
    apply(document, claimed)
    rows.update(before, document)
    return document
