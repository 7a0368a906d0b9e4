"""Many documents, streamed and removed while another process changes them.

`KERMESSE_TEST_DOCUMENTS=1000000` asks it of a million.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from shared.documents import Collection, Index
from shared.documents.sqlite import SqliteDatabase
from shared.documents.sqlite.connections import LOG_BYTES
from tests.shared.documents.samples import NOON, document, numbered

pytestmark = pytest.mark.slow

COUNT = int(os.environ.get("KERMESSE_TEST_DOCUMENTS", "30000"))
MEGABYTE = 1024 * 1024
ROOT = Path(__file__).parents[3]


class Gauge:
    """The most memory that this process held, beyond what it began with, and the longest log."""

    def __init__(self, file: Path) -> None:
        self._log = file.with_name(file.name + "-wal")
        self._process = psutil.Process()
        self._begin = self._process.memory_info().rss
        self._since = time.monotonic()
        self.memory = self.log = 0

    def look(self) -> None:
        """Look now."""
        self.memory = max(self.memory, self._process.memory_info().rss - self._begin)
        self.log = max(self.log, self._log.stat().st_size)

    def tell(self, what: str) -> None:
        """Say what was reached, for whoever asked for a million."""
        seconds = time.monotonic() - self._since
        print(
            f"{what}: {seconds:.0f} s, memory +{self.memory / MEGABYTE:.0f} MB,"
            f" log at most {self.log / MEGABYTE:.0f} MB"
        )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "suite.sqlite"


@pytest.fixture
def entries(file: Path) -> Iterator[Collection]:
    """As many documents as are asked for, stored from a stream."""
    database = SqliteDatabase(str(file))
    collection = database.collection("entries")
    collection.ensure([Index("by_state", ("workspace_id", "state"))])
    gauge = Gauge(file)
    given = (document(numbered(n), state=f"s{n % 9}", n=0, at=NOON) for n in range(COUNT))
    assert len(collection.insert_many(given).stored) == COUNT
    gauge.look()
    gauge.tell(f"stored {COUNT:,}")
    yield collection
    database.close()


@contextmanager
def being_changed(folder: Path) -> Iterator[None]:
    """Let another process change documents meanwhile; it must never be refused."""
    command = [sys.executable, "-m", "tests.shared.documents.changing_until_told"]
    with subprocess.Popen(
        [*command, str(folder), str(COUNT)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as changing:
        assert changing.stdout is not None
        assert changing.stdout.readline() == "begun\n"
        try:
            yield
        finally:
            changed, _ = changing.communicate("enough\n")
    assert changing.returncode == 0
    print(f"changed meanwhile: {int(changed):,}")


def pages(collection: Collection) -> Iterator[list[str]]:
    """Yield the identifiers of page after page."""
    after = None
    while True:
        page = collection.find("acme", {}, after=after, limit=500)
        yield [one["_id"] for one in page.items]
        after = page.after
        if after is None:
            return


@pytest.mark.timeout(3600)
def test_streaming_and_removing_cost_no_memory_and_no_log_while_others_write(
    entries: Collection, file: Path
) -> None:
    gauge, seen = Gauge(file), 0
    with being_changed(file.parent):
        for page in pages(entries):
            assert page == [numbered(number) for number in range(seen, seen + len(page))]
            seen += len(page)
            gauge.look()
        gauge.tell(f"streamed {seen:,}")
        assert seen == COUNT
        removed = sum(entries.delete("acme", {"state": f"s{n}"}) for n in range(9))
        gauge.look()
        gauge.tell(f"and removed {removed:,}")
    # A document that changed its state behind the removal is left.
    assert removed + entries.count("acme", {}) == COUNT
    assert gauge.memory < 64 * MEGABYTE
    assert gauge.log < 2 * LOG_BYTES


@pytest.mark.timeout(3600)
def test_a_question_that_no_index_narrows_holds_nobody_up(entries: Collection, file: Path) -> None:
    gauge = Gauge(file)
    with being_changed(file.parent):
        assert entries.count("acme", {"absent": 1}) == 0
        assert entries.delete("acme", {"absent": 1}) == 0
        assert entries.find("acme", {"absent": 1}).items == []
        gauge.look()
    gauge.tell("three questions of all documents")
    assert gauge.memory < 64 * MEGABYTE
    assert gauge.log < 2 * LOG_BYTES
