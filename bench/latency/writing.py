"""Writes entries at a steady pace, and watches for their facts in the file of insights."""

import sqlite3
import time
from multiprocessing.connection import Connection
from pathlib import Path

from bench.sample import document, event, id_of
from services.contests.stores.entries import ENTRIES
from shared.documents import open_database

LOOK_SECONDS = 0.001
PATIENCE = 30.0
# The number of a document grows with each insert, so that a look finds what is new alone.
NEW = "SELECT doc, id FROM documents WHERE doc > ? AND collection LIKE 'facts%' ORDER BY doc"


def write(folder: str, rate: float, count: int, answers: "Connection") -> None:
    """Insert `count` entries, `rate` a second; answer the monotonic instant each was stored at."""
    entries = open_database("contests", data_dir=folder).collection("entries")
    entries.ensure(ENTRIES.indexes)
    made = [(document(number), event(number)) for number in range(count)]
    begin, written = time.monotonic(), {}
    for number, (one, told) in enumerate(made):
        time.sleep(max(begin + number / rate - time.monotonic(), 0))
        entries.insert(one, [told])
        written[id_of(number)] = time.monotonic()
    answers.send(written)


class Watch:
    """Reads the file beside the process that writes it."""

    def __init__(self, file: Path) -> None:
        self._file = sqlite3.connect(f"file:{file}?mode=ro", uri=True, isolation_level=None)
        self._last = 0
        self._version = -1

    def applied(self, count: int) -> dict[str, float]:
        """Return the instant at which each of `count` facts was first seen."""
        seen: dict[str, float] = {}
        deadline = time.monotonic() + PATIENCE
        while len(seen) < count:
            if self._moved():
                self._look(seen)
                deadline = time.monotonic() + PATIENCE
            elif time.monotonic() > deadline:
                raise TimeoutError(f"{len(seen)} of {count} facts, and none for {PATIENCE:.0f} s")
            time.sleep(LOOK_SECONDS)
        return seen

    def _moved(self) -> bool:
        before = self._version
        self._version = self._file.execute("PRAGMA data_version").fetchone()[0]
        return self._version != before

    def _look(self, seen: dict[str, float]) -> None:
        now = time.monotonic()
        for doc, id_ in self._file.execute(NEW, (self._last,)).fetchall():
            seen.setdefault(id_, now)
            self._last = doc

    def close(self) -> None:
        """Close the file."""
        self._file.close()
