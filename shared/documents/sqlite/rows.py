"""Writing one document inside a transaction: its row, its events, and its keys.

Nothing is written before it is sure that all of it can be, so that a refusal leaves no trace and
the transaction may go on with other documents.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.documents import (
    MOST_PENDING_EVENTS,
    Document,
    Duplicate,
    Index,
    OutboxFull,
    UnsupportedForm,
)
from shared.documents.ordering import to_milliseconds
from shared.documents.outbox import Record
from shared.documents.sqlite.keys import key_of
from shared.documents.sqlite.schema import Stored
from shared.documents.text import from_text, to_text

MOST_DOCUMENT_BYTES = 16 * 1024 * 1024
FIXED = frozenset({"workspace_id", "_id"})
INSERT = """
INSERT INTO documents (collection, id, body, sent, events, waiting, due)
VALUES (?, ?, ?, 0, ?, ?, ?)"""


@dataclass(frozen=True)
class Before:
    """What a document's row and keys were before a change of the fields `heads`."""

    doc: int
    keys: dict[Stored, bytes]
    due: int | None


@dataclass(frozen=True)
class Fresh:
    """A new document in the form of its rows.

    It is worked out before the file is locked: other processes wait for as long as that lasts.
    """

    document: Document
    text: str
    waiting: tuple[str, int | None]
    keys: Mapping[Index, bytes]

    def key(self, index: Index) -> bytes:
        """Return its key in an index, of this process or of a newer release."""
        return self.keys[index] if index in self.keys else key_of(index, self.document)


def fresh(document: Document, records: list[Record], indexes: Iterable[Index] = ()) -> Fresh:
    """Return a new document with its events in the form of its rows."""
    waiting = (to_text(records), waiting_since(records)) if records else ("[]", None)
    keys = {index: key_of(index, document) for index in indexes}
    return Fresh(document, _text(document), waiting, keys)


@dataclass(frozen=True)
class Rows:
    """The rows of one collection, with the indexes that the file declares for it now."""

    connection: sqlite3.Connection
    collection: str
    indexes: tuple[Stored, ...]

    def insert(self, new: Fresh) -> str:
        """Add a document and return its text; raise `Duplicate`, which leaves no trace of it."""
        keys = {stored.ix: new.key(stored.index) for stored in self.indexes}
        document = new.document
        row = (self.collection, document["_id"], new.text, *new.waiting, _due(document))
        try:
            doc = self.connection.execute(INSERT, row).lastrowid or 0
        except sqlite3.IntegrityError as error:
            raise Duplicate("_id") from error
        try:
            self._add_keys(doc, keys)
        except Duplicate:
            self.connection.execute("DELETE FROM documents WHERE doc = ?", (doc,))
            raise
        return new.text

    def before(self, doc: int, document: Document, heads: Iterable[str] | None = None) -> Before:
        """Note what a change of the top-level fields `heads` (None: of any) may move."""
        keys = {
            stored: key_of(stored.index, document)
            for stored in self.indexes
            if (not stored.heads <= FIXED if heads is None else not stored.heads.isdisjoint(heads))
        }
        return Before(doc, keys, _due(document))

    def update(self, before: Before, new: Document, events: list[Record] | None = None) -> str:
        """Store `new`, and `events` as all that wait; return the text.

        Raise `Duplicate`, which changes nothing.
        """
        columns: dict[str, Any] = {"body": _text(new)}
        moved = {
            stored: (old, key)
            for stored, old in before.keys.items()
            if (key := key_of(stored.index, new)) != old
        }
        if (due := _due(new)) != before.due:
            columns["due"] = due
        if events is not None:
            columns |= {"events": to_text(events), "waiting": waiting_since(events)}
        self._add_keys(before.doc, {stored.ix: key for stored, (_, key) in moved.items()})
        self._drop_keys({stored.ix: old for stored, (old, _) in moved.items()})
        places = ", ".join(f"{name} = ?" for name in columns)
        self.connection.execute(
            f"UPDATE documents SET {places} WHERE doc = ?",  # noqa: S608 - names of columns
            (*columns.values(), before.doc),
        )
        return str(columns["body"])

    def delete(self, doc: int, document: Document) -> None:
        """Remove a document with its keys and events."""
        self._drop_keys({stored.ix: key_of(stored.index, document) for stored in self.indexes})
        self.connection.execute("DELETE FROM documents WHERE doc = ?", (doc,))

    def holder(self, identifier: str) -> tuple[int, Document] | None:
        """Return the document of this identifier, of any workspace, with its number."""
        found = self.connection.execute(
            "SELECT doc, body FROM documents WHERE collection = ? AND id = ?",
            (self.collection, identifier),
        ).fetchone()
        return (found[0], from_text(found[1])) if found else None

    def waiting_with(self, doc: int, records: list[Record]) -> list[Record] | None:
        """Return all that waits once `records` do; None for no change; raise `OutboxFull`."""
        if not records:
            return None
        row = self.connection.execute("SELECT events FROM documents WHERE doc = ?", (doc,))
        waiting: list[Record] = from_text(row.fetchone()[0]) + records
        if len(waiting) > MOST_PENDING_EVENTS:
            raise OutboxFull
        return waiting

    def _add_keys(self, doc: int, keys: dict[int, bytes]) -> None:
        if not keys:
            return
        rows = ", ".join(["(?, ?, ?)"] * len(keys))
        values = [part for ix, key in keys.items() for part in (ix, key, doc)]
        try:
            self.connection.execute(f"INSERT INTO keys VALUES {rows}", values)  # noqa: S608
        except sqlite3.IntegrityError as error:
            raise Duplicate(self._taken(keys)) from error

    def _taken(self, keys: dict[int, bytes]) -> str:
        """Return the name of the first index in which another document has the key."""
        query = "SELECT 1 FROM keys WHERE ix = ? AND key = ?"
        return next(
            stored.index.name
            for stored in self.indexes
            if stored.ix in keys
            and self.connection.execute(query, (stored.ix, keys[stored.ix])).fetchone()
        )

    def _drop_keys(self, keys: dict[int, bytes]) -> None:
        if keys:
            self.connection.executemany("DELETE FROM keys WHERE ix = ? AND key = ?", keys.items())


def waiting_since(records: list[Record]) -> int | None:
    """Return the time of the oldest record, in milliseconds; None where none waits."""
    return min((to_milliseconds(record["time"]) for record in records), default=None)


def _due(document: Document) -> int | None:
    due = document.get("due_at")
    return to_milliseconds(due) if isinstance(due, datetime) else None


def _text(document: Document) -> str:
    text = to_text(document)
    # A character has four bytes at most: few texts need to be counted.
    if len(text) * 4 > MOST_DOCUMENT_BYTES and len(text.encode()) > MOST_DOCUMENT_BYTES:
        raise UnsupportedForm(f"a document of more than {MOST_DOCUMENT_BYTES} bytes")
    return text
