"""Scans across workspaces: events that wait to be published, and work that is due."""

import sqlite3
from datetime import datetime, timedelta

from shared.documents import Document, Pending
from shared.documents.ordering import to_milliseconds
from shared.documents.outbox import Record, event_of
from shared.documents.sqlite.rows import Rows, waiting_since
from shared.documents.text import from_text, to_text
from shared.documents.updating import apply

WAITING = """
SELECT id, body, sent, events FROM documents
WHERE collection = ? AND waiting IS NOT NULL ORDER BY waiting, id LIMIT ?"""
DUE = """
SELECT doc, body FROM documents WHERE collection = ? AND due <= ? ORDER BY due, id LIMIT 1"""


def pending(connection: sqlite3.Connection, collection: str, limit: int) -> list[Pending]:
    """Return documents whose events wait, the longest waiting first."""
    rows = connection.execute(WAITING, (collection, limit))
    return [
        Pending(id, from_text(body)["workspace_id"], sent, tuple(map(event_of, from_text(events))))
        for id, body, sent, events in rows  # noqa: A001 - the field's word
    ]


def settle(rows: Rows, workspace: str, identifier: str, sent: int, count: int) -> bool:
    """Take the first `count` events away if so many wait and `sent` is still right."""
    found = rows.connection.execute(
        "SELECT doc, body, events FROM documents WHERE collection = ? AND id = ? AND sent = ?",
        (rows.collection, identifier, sent),
    ).fetchone()
    if found is None or from_text(found[1])["workspace_id"] != workspace:
        return False
    records: list[Record] = from_text(found[2])
    if not 0 < count <= len(records):
        return False
    left = records[count:]
    rows.connection.execute(
        "UPDATE documents SET sent = ?, events = ?, waiting = ? WHERE doc = ?",
        (sent + count, to_text(left), waiting_since(left), found[0]),
    )
    return True


def claim_due(rows: Rows, now: datetime, lease: timedelta) -> Document | None:
    """Push the most overdue work back by the lease and return it."""
    found = rows.connection.execute(DUE, (rows.collection, to_milliseconds(now))).fetchone()
    if found is None:
        return None
    document: Document = from_text(found[1])
    before = rows.keys(document)
    apply(document, {"$set": {"due_at": now + lease}, "$inc": {"attempts": 1}})
    rows.update(found[0], before, document)
    return document
