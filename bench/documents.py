"""Writing through the documents port, beside the same rows written with the bare driver."""

import itertools
import json
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.measure import Figure, rate_of
from shared.documents import Collection, Index, open_database

COUNT = 2_000
SETUP = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE bare (id PRIMARY KEY, body)"


def run() -> list[Figure]:
    """Return the rates of insert and change on one SQLite file, durable at each write."""
    with tempfile.TemporaryDirectory() as folder:
        bare = rate_of(_bare(Path(folder)))
        collection = open_database("bench", data_dir=folder).collection("entries")
        collection.ensure([Index("state", ("workspace_id", "state"))])
        return [
            Figure("insert", rate_of(_insert(collection)), "bare sqlite3 insert", bare),
            Figure("change", rate_of(_change(collection)), "bare sqlite3 insert", bare),
        ]


def _bare(folder: Path) -> Callable[[], int]:
    connection = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    connection.executescript(SETUP)
    numbers = itertools.count()

    def work() -> int:
        for number in itertools.islice(numbers, COUNT):
            body = json.dumps({"workspace_id": "w", "state": "open", "number": number})
            connection.execute("INSERT INTO bare VALUES (?, ?)", (str(number), body))
        return COUNT

    return work


def _insert(collection: Collection) -> Callable[[], int]:
    numbers = itertools.count()

    def work() -> int:
        for number in itertools.islice(numbers, COUNT):
            collection.insert(
                {"_id": str(number), "workspace_id": "w", "state": "open", "number": number}
            )
        return COUNT

    return work


def _change(collection: Collection) -> Callable[[], int]:
    def work() -> int:
        for number in range(COUNT):
            collection.change("w", {"_id": str(number)}, {"$inc": {"number": 1}})
        return COUNT

    return work
