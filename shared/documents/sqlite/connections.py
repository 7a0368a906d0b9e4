"""Connections to one file: one for each thread, one for all writes, and how they wait.

SQLite keeps its locks in memory that a fork would copy, so every connection is closed before a
fork and opened again on its next use, on both sides.
"""

import contextlib
import os
import random
import sqlite3
import threading
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

from shared.documents import StoreUnavailable
from shared.documents.sqlite.combining import Combined, is_of_file
from shared.documents.sqlite.schema import prepare

T = TypeVar("T")
Asked = ParamSpec("Asked")
PATIENCE_SECONDS = 5.0
LONGEST_SLEEP = 0.0005
LOG_BYTES = 16 * 1024 * 1024
# SQLite's own 1000 is 80 entries: with ten writers, one in a hundred waits for a checkpoint.
PAGES_BEFORE_CHECKPOINT = 3000
PRAGMAS = (
    "PRAGMA busy_timeout=0",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    f"PRAGMA journal_size_limit={LOG_BYTES}",
    "PRAGMA cache_size=-16000",
    # Savepoints of a transaction would be files otherwise, made and removed for each.
    "PRAGMA temp_store=MEMORY",
    f"PRAGMA wal_autocheckpoint={PAGES_BEFORE_CHECKPOINT}",
)


class _Slot:
    """A thread's connection, or the one for writes, opened on use; `lock` is held at work."""

    def __init__(self, thread: threading.Thread | None = None) -> None:
        self.lock = threading.RLock()
        self.thread = thread
        self.connection: sqlite3.Connection | None = None

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None


class Connections:
    """Runs work on the calling thread's connection, in a read or in one write transaction."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        self._reset()
        _all.add(self)

    def _reset(self) -> None:
        self._local = threading.local()
        self._writer = _Slot()
        self._slots = [self._writer]
        self._lock = threading.Lock()
        self._writes = Combined(self._transact)

    def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Return what `work` reads; it is repeated from its start while the file is busy."""
        return self._working(lambda connection: _patiently(work, connection))

    def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` inside a write transaction; on its return all of it is on the disk.

        All writes of the process have one connection, so that each finds its pages in memory;
        `work` may run in another thread, together with the work of others, and uses the connection
        it is given alone.
        """
        return self._writes.write(work)

    def _transact(self, work: Callable[[sqlite3.Connection], None]) -> None:
        def transact(connection: sqlite3.Connection) -> None:
            _patiently(connection.execute, "BEGIN IMMEDIATE")
            try:
                work(connection)
                _patiently(connection.execute, "COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

        self._working(transact, self._writer)

    def give_way(self) -> None:
        """Leave the file alone for longer than a waiting writer sleeps between two tries."""
        time.sleep(2 * LONGEST_SLEEP)

    def checkpoint(self) -> None:
        """Cut the log, unless somebody is using it."""
        with contextlib.suppress(StoreUnavailable):
            self._working(lambda connection: connection.execute("PRAGMA wal_checkpoint(TRUNCATE)"))

    def close(self) -> None:
        """Close every connection of this process; the next use opens anew."""
        with self._lock:
            slots = list(self._slots)
        for slot in slots:
            with slot.lock:
                slot.close()

    def _working(self, work: Callable[[sqlite3.Connection], T], slot: _Slot | None = None) -> T:
        """Return what `work` does with a connection (this thread's); raise `StoreUnavailable`."""
        slot = slot or getattr(self._local, "slot", None) or self._new_slot()
        with slot.lock:
            try:
                if slot.connection is None:
                    slot.connection = self._open()
                return work(slot.connection)
            except (sqlite3.DatabaseError, OSError) as error:
                if not is_of_file(error):
                    raise
                raise StoreUnavailable(f"{self._path.name} cannot be used: {error}") from error

    def _new_slot(self) -> _Slot:
        slot = _Slot(threading.current_thread())
        with self._lock:
            for idle in [one for one in self._slots if one.thread and not one.thread.is_alive()]:
                idle.close()
                self._slots.remove(idle)
            self._slots.append(slot)
        self._local.slot = slot
        return slot

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Never opened where it exists: closing it would drop the locks that SQLite holds for the
        # whole process, and the next process to leave would delete the log under this one.
        with contextlib.suppress(FileExistsError):
            os.close(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        connection = sqlite3.connect(
            self._path, timeout=0, isolation_level=None, check_same_thread=False
        )
        try:
            for pragma in PRAGMAS:
                _patiently(connection.execute, pragma)
            _patiently(prepare, connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def before_fork(self) -> None:
        """Wait for work in hand, let nobody begin, and close."""
        self._lock.acquire()
        for slot in self._slots:
            slot.lock.acquire()
            slot.close()

    def after_fork_in_parent(self) -> None:
        """Let work go on."""
        for slot in self._slots:
            slot.lock.release()
        self._lock.release()

    def after_fork_in_child(self) -> None:
        """Begin anew: the locks that were copied belong to threads of the parent."""
        self._reset()


def _patiently(work: Callable[Asked, T], *asked: Asked.args, **named: Asked.kwargs) -> T:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return work(*asked, **named)
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            if not busy or time.monotonic() > deadline:
                raise
        time.sleep(random.uniform(0.0001, LONGEST_SLEEP))  # noqa: S311 - jitter is no secret


_all: "weakref.WeakSet[Connections]" = weakref.WeakSet()
_forking: list[Connections] = []


def _before_fork() -> None:
    _forking[:] = list(_all)
    for connections in _forking:
        connections.before_fork()


def _after_fork_in_parent() -> None:
    while _forking:
        _forking.pop().after_fork_in_parent()


def _after_fork_in_child() -> None:
    while _forking:
        _forking.pop().after_fork_in_child()


os.register_at_fork(
    before=_before_fork,
    after_in_parent=_after_fork_in_parent,
    after_in_child=_after_fork_in_child,
)
