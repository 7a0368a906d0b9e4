"""Threads that write at the same time share a transaction, and nothing else."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from shared.documents import Duplicate, StoreUnavailable
from shared.documents.sqlite.combining import Combined

Work = Callable[[sqlite3.Connection], None]


class File:
    """A file of numbers whose transactions wait until `open` is set, and are counted."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self.connection.execute("CREATE TABLE numbers (number INTEGER PRIMARY KEY)")
        self.open = threading.Event()
        self.fault: Exception | None = None
        self.begun = threading.Event()
        self.commits = 0
        self.combined = Combined(self.transact)

    def transact(self, work: Work) -> None:
        self.begun.set()
        assert self.open.wait(30)
        if self.fault is not None:
            raise self.fault
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            work(self.connection)
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")
        self.commits += 1

    def add(self, *numbers: int, then: Exception | None = None) -> int:
        def work(connection: sqlite3.Connection) -> int:
            for number in numbers:
                connection.execute("INSERT INTO numbers VALUES (?)", (number,))
            if then is not None:
                raise then
            return sum(numbers)

        return self.combined.write(work)

    def numbers(self) -> list[int]:
        found = self.connection.execute("SELECT number FROM numbers ORDER BY number")
        return [number for (number,) in found]


@pytest.fixture
def file(tmp_path: Path) -> Iterator[File]:
    made = File(tmp_path / "numbers.sqlite")
    yield made
    made.connection.close()


def outcomes(file: File, asked: list[Callable[[], int]]) -> list[int | Exception]:
    """Ask all of it at once, let the transactions go once everyone waits; return what came."""

    def told(one: Callable[[], int]) -> int | Exception:
        try:
            return one()
        except (Duplicate, StoreUnavailable, ValueError) as fault:
            return fault

    with ThreadPoolExecutor(len(asked)) as threads:
        futures = [threads.submit(told, one) for one in asked]
        assert file.begun.wait(30)
        while len(file.combined._waiting) < len(asked):
            assert not any(future.done() for future in futures)
        file.open.set()
        return [future.result(30) for future in futures]


def test_whoever_waits_goes_with_whoever_came_first(file: File) -> None:
    asked = [lambda number=number: file.add(number) for number in range(20)]
    assert outcomes(file, asked) == list(range(20))
    assert file.numbers() == list(range(20))
    assert file.commits < 20


def test_one_that_is_refused_leaves_nothing_and_harms_nobody(file: File) -> None:
    refusal = Duplicate("person")
    asked: list[Callable[[], int]] = [
        lambda: file.add(1),
        lambda: file.add(2, 3, then=refusal),
        lambda: file.add(4),
    ]
    assert outcomes(file, asked) == [1, refusal, 4]
    assert file.numbers() == [1, 4]


def test_everyone_who_waits_is_told_that_the_file_cannot_be_had(file: File) -> None:
    file.fault = StoreUnavailable("locked")
    asked = [lambda number=number: file.add(number) for number in range(5)]
    assert outcomes(file, asked) == [file.fault] * 5
    file.fault = None
    assert file.add(7) == 7
    assert file.numbers() == [7]


def test_a_commit_that_fails_is_told_to_everyone_whose_work_was_in_it(file: File) -> None:
    fault = sqlite3.OperationalError("disk full")

    def spoilt(connection: sqlite3.Connection) -> int:
        raise fault

    results: list[object] = []

    def told(one: Callable[[], int]) -> None:
        try:
            results.append(one())
        except sqlite3.OperationalError as error:
            results.append(error)

    threads = [
        threading.Thread(target=told, args=(one,))
        for one in (lambda: file.add(1), lambda: file.combined.write(spoilt))
    ]
    for number, thread in enumerate(threads, start=1):
        thread.start()
        while len(file.combined._waiting) < number:
            assert thread.is_alive()
    file.open.set()
    for thread in threads:
        thread.join(30)
    assert results == [fault, fault]
    assert file.numbers() == []
