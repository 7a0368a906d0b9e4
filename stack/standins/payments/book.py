"""The stand-in's book: accounts, transfers, payouts, events, answered keys, in one SQLite file.

A call is one transaction: what it did, the answer kept under its key and the events of it are there
together or not at all, whenever the process is killed.
"""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

Thing = dict[str, Any]
_TABLES = """
CREATE TABLE IF NOT EXISTS things (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, place INTEGER NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS answers (
  key TEXT PRIMARY KEY, asked TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS endpoints (
  url TEXT PRIMARY KEY, secret TEXT NOT NULL, connect INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS deliveries (
  place INTEGER PRIMARY KEY, event TEXT NOT NULL, url TEXT NOT NULL, due REAL NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0, done INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS faults (place INTEGER PRIMARY KEY, name TEXT NOT NULL, value REAL);
"""


class Book:
    """One file, one connection, one call at a time."""

    def __init__(self, path: str) -> None:
        self._lock = threading.RLock()
        self._rows = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._rows.executescript(f"PRAGMA journal_mode=WAL; {_TABLES}")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all of a block, or none of it."""
        with self._lock:
            if self._rows.in_transaction:
                yield
                return
            self._rows.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._rows.execute("ROLLBACK")
                raise
            self._rows.execute("COMMIT")

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what one statement answers."""
        with self._lock:
            return self._rows.execute(statement, values).fetchall()

    def put(self, kind: str, thing: Thing) -> Thing:
        """Write a thing of a kind, new or changed."""
        with self.transaction():
            self.rows(
                "INSERT INTO things SELECT ?, ?, coalesce(max(place), 0) + 1, ? FROM things "
                "WHERE true ON CONFLICT (id) DO UPDATE SET body = excluded.body",
                thing["id"],
                kind,
                json.dumps(thing),
            )
        return thing

    def get(self, kind: str, id: str) -> Thing | None:  # noqa: A002 - the field's word
        """Return a thing, or None."""
        found = self.rows("SELECT body FROM things WHERE kind = ? AND id = ?", kind, id)
        return json.loads(found[0][0]) if found else None

    def all(self, kind: str) -> list[Thing]:
        """Return the things of a kind, the newest first, as Stripe lists them."""
        found = self.rows("SELECT body FROM things WHERE kind = ? ORDER BY place DESC", kind)
        return [json.loads(body) for (body,) in found]

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._rows.close()
