"""Writes that threads of one process ask for at the same time go to the disk together.

Whoever comes first writes for all who wait: one transaction, one sync. Each piece of work stays
atomic by a savepoint of its own, and nobody is answered before the commit. It is the group commit
of databases (DeWitt and others, 1984), here between threads that would wait for each other anyway.
"""

import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from shared.documents import StoreUnavailable

T = TypeVar("T")
FAULTS = (sqlite3.ProgrammingError, sqlite3.IntegrityError, sqlite3.DataError)
Transaction = Callable[[Callable[[sqlite3.Connection], None]], None]
# A transaction takes no more in once it has lasted so long: other processes wait for the file.
LONGEST_SECONDS = 0.005


def is_of_file(fault: BaseException) -> bool:
    """Tell whether the file is at fault, and not what was asked of it."""
    return isinstance(fault, sqlite3.DatabaseError | OSError) and not isinstance(fault, FAULTS)


class _Job:
    """Work of one thread, and what became of it."""

    def __init__(self, work: Callable[[sqlite3.Connection], Any]) -> None:
        self.work = work
        self.done = False
        self.result: Any = None
        self.fault: Exception | None = None

    def run(self, connection: sqlite3.Connection) -> None:
        """Do the work, or undo what of it was done; raise what is wrong with the file."""
        connection.execute("SAVEPOINT job")
        try:
            self.result = self.work(connection)
        except Exception as fault:
            if is_of_file(fault) or not connection.in_transaction:
                raise
            self.fault = fault
            connection.execute("ROLLBACK TO job")
        connection.execute("RELEASE job")


class Combined:
    """The writes of one process to one file; `transaction` runs what it is given in one."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._waiting: deque[_Job] = deque()
        self._turn = threading.Lock()

    def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Return what `work` returns, once it is committed; raise what it or the commit raises."""
        job = _Job(work)
        self._waiting.append(job)
        with self._turn:
            while not job.done:
                self._together()
        try:
            if job.fault is not None:
                raise job.fault
            result: T = job.result
            return result
        finally:
            # The fault remembers this frame: with the job here, they would hold each other.
            del job

    def _together(self) -> None:
        taken: list[_Job] = []
        try:
            self._transaction(lambda connection: self._run(connection, taken))
        except Exception as fault:
            self._end(taken or self._all(), fault)
        except BaseException:
            self._end(taken, StoreUnavailable("the process is ending"))
            raise
        else:
            self._end(taken)

    def _all(self) -> list[_Job]:
        """Take whoever waits: the file could not be had, for as long as anyone may wait."""
        return [self._waiting.popleft() for _ in range(len(self._waiting))]

    def _end(self, jobs: list[_Job], fault: Exception | None = None) -> None:
        for job in jobs:
            job.fault = job.fault or fault
            job.done = True

    def _run(self, connection: sqlite3.Connection, taken: list[_Job]) -> None:
        until = time.monotonic() + LONGEST_SECONDS
        while self._waiting and (not taken or time.monotonic() < until):
            taken.append(self._waiting.popleft())
            taken[-1].run(connection)
