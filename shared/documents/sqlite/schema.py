"""The tables of the file, and the declared indexes that its rows of keys belong to.

`user_version` counts the changes of `indexes`: a writer that sees it move reads them again, so
that a process of an older release keeps the indexes of a newer one up to date.
"""

import contextlib
import functools
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from shared.documents import Duplicate, Index, UnsupportedForm
from shared.documents.planning import IDENTIFIER, complete
from shared.documents.sqlite import keys
from shared.documents.text import from_text

TABLES = """
CREATE TABLE IF NOT EXISTS documents (
  doc INTEGER PRIMARY KEY, collection TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
  sent INTEGER NOT NULL, events TEXT NOT NULL, waiting INTEGER, due INTEGER,
  UNIQUE (collection, id));
CREATE INDEX IF NOT EXISTS waiting ON documents (collection, waiting, id)
  WHERE waiting IS NOT NULL;
CREATE INDEX IF NOT EXISTS due ON documents (collection, due, id) WHERE due IS NOT NULL;
CREATE TABLE IF NOT EXISTS indexes (
  ix INTEGER PRIMARY KEY, collection TEXT NOT NULL, name TEXT NOT NULL, fields TEXT NOT NULL,
  one INTEGER NOT NULL, UNIQUE (collection, name));
CREATE TABLE IF NOT EXISTS keys (
  ix INTEGER NOT NULL, key BLOB NOT NULL, doc INTEGER NOT NULL, PRIMARY KEY (ix, key))
  WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Stored:
    """A declared index and its number in the file."""

    ix: int
    index: Index

    @functools.cached_property
    def heads(self) -> frozenset[str]:
        """The top-level fields that the index looks at."""
        return frozenset(path.partition(".")[0] for path in complete(self.index.fields))


def prepare(connection: sqlite3.Connection) -> None:
    """Make the tables where they are absent."""
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'keys'").fetchone()
    if found:
        return
    connection.execute("BEGIN IMMEDIATE")
    for statement in TABLES.split(";"):
        connection.execute(statement)
    connection.execute("COMMIT")


def generation(connection: sqlite3.Connection) -> int:
    """Return the count of changes of the declared indexes."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def load(connection: sqlite3.Connection, collection: str) -> dict[str, Stored]:
    """Return the collection's indexes by name."""
    rows = connection.execute(
        "SELECT ix, name, fields, one FROM indexes WHERE collection = ?", (collection,)
    )
    return {
        name: Stored(ix, Index(name, tuple(json.loads(fields)), bool(one)))
        for ix, name, fields, one in rows
    }


def declare(connection: sqlite3.Connection, collection: str, indexes: Sequence[Index]) -> None:
    """Add what is absent, inside a write transaction, with the keys of what is stored already."""
    known = load(connection, collection)
    for index in [IDENTIFIER, *indexes]:
        if index.name not in known:
            _add(connection, collection, index)
        elif known[index.name].index != index:
            raise UnsupportedForm(f"another definition of the index {index.name}: name it anew")


def _add(connection: sqlite3.Connection, collection: str, index: Index) -> None:
    cursor = connection.execute(
        "INSERT INTO indexes (collection, name, fields, one) VALUES (?, ?, ?, ?)",
        (collection, index.name, json.dumps(index.fields), index.unique),
    )
    stored = Stored(cursor.lastrowid or 0, index)
    every = ("SELECT doc, body FROM documents WHERE collection = ?", (collection,))
    # Closed whatever happens: one that stays open would stop every later write of the process.
    with contextlib.closing(connection.execute(*every)) as rows:
        for doc, body in rows:
            _index(connection, stored, doc, keys.key_of(index, from_text(body)))
    connection.execute(f"PRAGMA user_version = {generation(connection) + 1}")


def _index(connection: sqlite3.Connection, stored: Stored, doc: int, key: bytes) -> None:
    try:
        connection.execute("INSERT INTO keys VALUES (?, ?, ?)", (stored.ix, key, doc))
    except sqlite3.IntegrityError as error:
        raise Duplicate(stored.index.name) from error
