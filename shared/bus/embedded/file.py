"""The file of the embedded log: its tables, its transactions, and how readers wait for news."""

import os
import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from shared.bus import BusUnavailable

TABLES = """
CREATE TABLE IF NOT EXISTS topics (
  topic TEXT PRIMARY KEY, partitions INTEGER NOT NULL, retention_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ends (
  topic TEXT, partition INTEGER, next INTEGER NOT NULL, PRIMARY KEY (topic, partition)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS messages (
  topic TEXT, partition INTEGER, offset INTEGER, key TEXT NOT NULL, value BLOB NOT NULL,
  headers BLOB NOT NULL, timestamp_ms INTEGER NOT NULL, PRIMARY KEY (topic, partition, offset)
);
CREATE TABLE IF NOT EXISTS groups (
  grp TEXT PRIMARY KEY, generation INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS members (
  grp TEXT, member TEXT, topics TEXT NOT NULL, seen REAL NOT NULL, PRIMARY KEY (grp, member)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS claims (
  grp TEXT, topic TEXT, partition INTEGER, member TEXT NOT NULL,
  PRIMARY KEY (grp, topic, partition)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS places (
  grp TEXT, topic TEXT, partition INTEGER, next INTEGER NOT NULL,
  PRIMARY KEY (grp, topic, partition)
) WITHOUT ROWID;
"""
PATIENCE = 10.0
LARGEST_LOG = 8 * 1024 * 1024
STEP = 1024 * 1024
SHORTENING, READERS_END_MS = 0.2, 20
LOOK_EVERY = 0.015
Row = tuple[Any, ...]


def jitter() -> float:
    """Return how many seconds to wait before the lock is tried again."""
    return random.uniform(0.0005, 0.0025)  # noqa: S311 - no secret


class LogFile:
    """One connection to the file; for one thread at a time, and never across a fork."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._shorten_at = LARGEST_LOG
        try:
            Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Never opened where it exists: closing it would drop SQLite's locks of this process.
            with suppress(FileExistsError):
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
            self._rows = sqlite3.connect(
                path, timeout=0, isolation_level=None, check_same_thread=False
            )
            self._retried(self._prepare)
        except (OSError, sqlite3.Error) as error:
            raise BusUnavailable(f"the embedded log {path} cannot be opened: {error}") from error

    def _prepare(self) -> None:
        self._rows.execute("PRAGMA journal_mode=WAL")
        self._rows.execute("PRAGMA synchronous=NORMAL")
        self._rows.execute(f"PRAGMA journal_size_limit={LARGEST_LOG}")
        known = self._rows.execute("SELECT count(*) FROM sqlite_master WHERE name = 'places'")
        if not known.fetchone()[0]:
            self._rows.executescript(f"BEGIN IMMEDIATE; {TABLES} COMMIT;")

    def _retried(self, action: Callable[[], Any], patience: float = PATIENCE) -> Any:
        # SQLite's own busy_timeout lets single waits grow to seconds; short jittered ones do not.
        deadline = time.monotonic() + patience
        while True:
            try:
                return action()
            except sqlite3.OperationalError as error:
                if self._rows.in_transaction:
                    self._rows.rollback()
                busy = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
                if not busy or time.monotonic() > deadline:
                    raise BusUnavailable(f"the embedded log {self._path}: {error}") from error
                time.sleep(jitter())

    def read(self, query: str, values: Sequence[Any] = ()) -> list[Row]:
        """Return the rows of one query."""

        def rows() -> list[Row]:
            return self._rows.execute(query, values).fetchall()

        return list(self._retried(rows))

    @contextmanager
    def write(self, patience: float = PATIENCE) -> Iterator[sqlite3.Connection]:
        """Hold the file's write lock for the block; all of it is stored, or nothing.

        Raises `BusUnavailable` when another process holds it for longer than `patience` seconds.
        """
        self._retried(lambda: self._rows.execute("BEGIN IMMEDIATE"), patience)
        try:
            yield self._rows
            self._rows.execute("COMMIT")
            self._shorten()
        except sqlite3.Error as error:
            raise BusUnavailable(f"the embedded log {self._path}: {error}") from error
        finally:
            if self._rows.in_transaction:
                self._rows.rollback()

    def _shorten(self) -> None:
        """Empty SQLite's own log when it has grown large: it never ends by itself under readers."""
        with suppress(OSError, sqlite3.Error):
            size = Path(f"{self._path}-wal").stat().st_size
            if size > self._shorten_at:
                self._shorten_at = LARGEST_LOG if self._emptied() else size + STEP

    def _emptied(self) -> bool:
        deadline = time.monotonic() + SHORTENING
        try:
            self._rows.execute(f"PRAGMA busy_timeout={READERS_END_MS}")
            while self._rows.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                if time.monotonic() > deadline:
                    return False
                time.sleep(jitter())
        finally:
            self._rows.execute("PRAGMA busy_timeout=0")
        return True

    def version(self) -> int:
        """Return a number that moves when another connection has written."""
        return int(self.read("PRAGMA data_version")[0][0])

    def wait(self, version: int, until: float) -> bool:
        """Wait for another connection's write until the monotonic instant; tell if one came."""
        while self.version() == version:
            left = until - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(LOOK_EVERY, left))
        return True

    def close(self) -> None:
        """Close the connection."""
        with suppress(sqlite3.Error):
            self._rows.close()

    def __enter__(self) -> Self:
        """Return the file, which the block's end closes."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the connection."""
        self.close()
