"""What the documents port does to a SQLite file, written by hand for entries alone.

The same tables, the same pragmas, as many rows of keys and the same durability; no checks, no
forms, no types beyond JSON's. It is the baseline of the benches.
"""

import json
import sqlite3
from collections.abc import Iterable

from services.contests.stores.entries import ENTRIES
from shared.documents import Document
from shared.documents.outbox import records_of
from shared.documents.sqlite.connections import PRAGMAS
from shared.documents.text import to_text
from shared.events import Event

BARE_FILE = "bare.sqlite"
TABLES = """
CREATE TABLE IF NOT EXISTS documents (
  doc INTEGER PRIMARY KEY, collection TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
  sent INTEGER NOT NULL, events TEXT NOT NULL, waiting INTEGER, due INTEGER,
  UNIQUE (collection, id));
CREATE INDEX IF NOT EXISTS waiting ON documents (collection, waiting, id)
  WHERE waiting IS NOT NULL;
CREATE INDEX IF NOT EXISTS due ON documents (collection, due, id) WHERE due IS NOT NULL;
CREATE TABLE IF NOT EXISTS keys (
  ix INTEGER NOT NULL, key BLOB NOT NULL, doc INTEGER NOT NULL, PRIMARY KEY (ix, key))
  WITHOUT ROWID;
"""
# The port keeps one more for the identifier, with the workspace before it.
KEYS = (("workspace_id", "_id"), *((*index.fields, *(() if index.unique else ("_id",)))
                                   for index in ENTRIES.indexes))  # fmt: skip
_NAMES = ["_id", *(index.name for index in ENTRIES.indexes)]
STATE, TOKEN = _NAMES.index("state"), _NAMES.index("manage_token")
MOVED = [ix for ix, fields in enumerate(KEYS) if "state" in fields]
ADD_KEYS = f"INSERT INTO keys VALUES {', '.join(['(?, ?, ?)'] * len(KEYS))}"
PAGE = """
SELECT k.key, d.body FROM keys k CROSS JOIN documents d ON d.doc = k.doc
WHERE k.ix = ? AND k.key >= ? AND k.key < ? ORDER BY k.key LIMIT ?"""


class RawEntries:
    """Entries in the file at `path`, through the driver alone."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for pragma in PRAGMAS:
            self._connection.execute(pragma)
        # Unlike the port's, these waits are the driver's: benches have one writer here.
        self._connection.execute("PRAGMA busy_timeout=5000")
        self._connection.executescript(TABLES)

    def shaped(self, document: Document) -> Document:
        """Return the document as JSON knows it: the port's own texts in place of instants."""
        made: Document = json.loads(to_text(document))
        return made

    def shaped_event(self, event: Event) -> Document:
        """Return the record of an event in the same way."""
        return self.shaped(records_of([event])[0])

    def insert(self, document: Document, event: Document) -> None:
        """Store an entry with its event: one row, its keys, one commit."""
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        try:
            cursor = run(
                "INSERT INTO documents (collection, id, body, sent, events, waiting, due)"
                " VALUES ('entries', ?, ?, 0, ?, ?, NULL)",
                (document["_id"], json.dumps(document, ensure_ascii=False),
                 json.dumps([event], ensure_ascii=False), event["time"]["$d"]),
            )  # fmt: skip
            doc = cursor.lastrowid
            rows = ((ix, _key(document, ix), doc) for ix in range(len(KEYS)))
            run(ADD_KEYS, [part for row in rows for part in row])
            run("COMMIT")
        except sqlite3.Error:
            run("ROLLBACK")
            raise

    def change(self, id_: str, values: Document, event: Document) -> Document:
        """Set fields of an entry whose keys of the state move, and add an event."""
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        doc, body, events = run(
            "SELECT doc, body, events FROM documents WHERE collection = 'entries' AND id = ?",
            (id_,),
        ).fetchone()
        document: Document = json.loads(body)
        before = [_key(document, ix) for ix in MOVED]
        document |= values
        document["version"] += 1
        run(
            "UPDATE documents SET body = ?, events = ? WHERE doc = ?",
            (json.dumps(document, ensure_ascii=False),
             json.dumps([*json.loads(events), event], ensure_ascii=False), doc),
        )  # fmt: skip
        for ix, gone in zip(MOVED, before, strict=True):
            run("UPDATE keys SET key = ? WHERE ix = ? AND key = ?", (_key(document, ix), ix, gone))
        run("COMMIT")
        return document

    def replace(self, document: Document) -> Document:
        """Store the next version of an entry, if it was made from the last."""
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        doc, body = run(
            "SELECT doc, body FROM documents WHERE collection = 'entries' AND id = ?",
            (document["_id"],),
        ).fetchone()
        if json.loads(body)["version"] != document["version"]:
            raise ValueError("stale")
        following = {**document, "version": document["version"] + 1}
        run(
            "UPDATE documents SET body = ? WHERE doc = ?",
            (json.dumps(following, ensure_ascii=False), doc),
        )
        run("COMMIT")
        return following

    def get(self, id_: str) -> Document:
        """Return an entry by its identifier."""
        found = self._connection.execute(
            "SELECT body FROM documents WHERE collection = 'entries' AND id = ?", (id_,)
        )
        document: Document = json.loads(found.fetchone()[0])
        return document

    def page(self, state: str, workspace: str, contest: str, limit: int) -> list[Document]:
        """Return the first entries of a state, by the index."""
        return self._read(STATE, (workspace, contest, state, ""), limit)

    def by_token(self, workspace: str, hashed: str) -> Document:
        """Return the entry of a token, by the index."""
        return self._read(TOKEN, (workspace, hashed), 1)[0]

    def _read(self, ix: int, prefix: Iterable[str], limit: int) -> list[Document]:
        low = "\x1f".join(prefix).encode()
        rows = self._connection.execute(PAGE, (ix, low, low + b"\xff", limit))
        return [json.loads(body) for _, body in rows]

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _key(document: Document, ix: int) -> bytes:
    return "\x1f".join(str(document.get(name)) for name in KEYS[ix]).encode()
