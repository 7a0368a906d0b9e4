"""Writing one document inside a transaction: its row, its events, and its keys."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from shared.documents import (
    MOST_PENDING_EVENTS,
    Document,
    Duplicate,
    UnsupportedForm,
)
from shared.documents.ordering import to_milliseconds
from shared.documents.outbox import Record
from shared.documents.sqlite.keys import key_of
from shared.documents.sqlite.schema import Stored
from shared.documents.text import from_text, to_text

MOST_DOCUMENT_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True)
class Rows:
    """The rows of one collection, with the indexes that the file declares for it now."""

    connection: sqlite3.Connection
    collection: str
    indexes: tuple[Stored, ...]

    def insert(self, document: Document, records: list[Record]) -> str:
        """Add a document; raise `Duplicate`, after which the caller must undo."""
        text = _text(document)
        try:
            cursor = self.connection.execute(
                "INSERT INTO documents (collection, id, body, sent, events, waiting, due)"
                " VALUES (?, ?, ?, 0, ?, ?, ?)",
                (
                    self.collection,
                    document["_id"],
                    text,
                    to_text(records),
                    waiting_since(records),
                    _due(document),
                ),
            )
        except sqlite3.IntegrityError as error:
            raise Duplicate("_id") from error
        self._add_keys(cursor.lastrowid or 0, self.keys(document))
        return text

    def update(
        self, doc: int, before: dict[int, bytes], new: Document, records: Iterable[Record] = ()
    ) -> str:
        """Store `new` where the keys were `before`, its events behind those that wait."""
        after, text = self.keys(new), _text(new)
        self.connection.execute(
            "UPDATE documents SET body = ?, due = ? WHERE doc = ?", (text, _due(new), doc)
        )
        if waiting := list(records):
            self._push(doc, waiting)
        self._drop_keys({ix: key for ix, key in before.items() if after[ix] != key})
        self._add_keys(doc, {ix: key for ix, key in after.items() if before[ix] != key})
        return text

    def delete(self, doc: int, document: Document) -> None:
        """Remove a document with its keys and events."""
        self._drop_keys(self.keys(document))
        self.connection.execute("DELETE FROM documents WHERE doc = ?", (doc,))

    def holder(self, identifier: str) -> tuple[int, Document] | None:
        """Return the document of this identifier, of any workspace, with its number."""
        found = self.connection.execute(
            "SELECT doc, body FROM documents WHERE collection = ? AND id = ?",
            (self.collection, identifier),
        ).fetchone()
        return (found[0], from_text(found[1])) if found else None

    def has_room(self, doc: int, count: int) -> bool:
        """Return whether `count` more events may wait."""
        return not count or len(self._waiting(doc)) + count <= MOST_PENDING_EVENTS

    def _waiting(self, doc: int) -> list[Record]:
        row = self.connection.execute("SELECT events FROM documents WHERE doc = ?", (doc,))
        records: list[Record] = from_text(row.fetchone()[0])
        return records

    def _push(self, doc: int, records: list[Record]) -> None:
        waiting = self._waiting(doc) + records
        self.connection.execute(
            "UPDATE documents SET events = ?, waiting = ? WHERE doc = ?",
            (to_text(waiting), waiting_since(waiting), doc),
        )

    def keys(self, document: Document) -> dict[int, bytes]:
        """Return the document's key in each index, by the index's number."""
        return {stored.ix: key_of(stored.index, document) for stored in self.indexes}

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
        self.connection.executemany("DELETE FROM keys WHERE ix = ? AND key = ?", keys.items())


def waiting_since(records: list[Record]) -> int | None:
    """Return the time of the oldest record, in milliseconds; None where none waits."""
    return min((to_milliseconds(record["time"]) for record in records), default=None)


def _due(document: Document) -> int | None:
    due = document.get("due_at")
    return to_milliseconds(due) if isinstance(due, datetime) else None


def _text(document: Document) -> str:
    text = to_text(document)
    if len(text) > MOST_DOCUMENT_BYTES:
        raise UnsupportedForm(f"a document of more than {MOST_DOCUMENT_BYTES} bytes")
    return text
