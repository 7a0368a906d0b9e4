"""A writer that is killed: what was acknowledged is there, the rest whole or not at all."""

import contextlib
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

from shared.documents import Collection, Database, Index
from tests.shared.documents.conftest import Address

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-m", "tests.shared.documents.writing_until_killed"]
ROUNDS, WRITES = 2, 40


def test_a_killed_writer_loses_nothing_that_was_acknowledged(
    database: Database, address: Address, tmp_path: Path
) -> None:
    entries = database.collection("entries")
    entries.ensure([Index("by_n", ("workspace_id", "n"))])
    told = -1
    for _ in range(ROUNDS):
        told = write_until_killed(address, told + WRITES)
        assert_whole(entries, told)
    if "data_dir" in address:
        assert_sound(tmp_path / "suite.sqlite")


def write_until_killed(address: Address, enough: int) -> int:
    """Kill a writer that has told at least this number; return the last it told."""
    command = [*COMMAND, json.dumps(address)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        told = -1
        while told < enough:
            told = int(writer.stdout.readline())
        writer.kill()
        return max([told, *(int(line) for line in writer.stdout if line.endswith("\n"))])


def assert_whole(entries: Collection, told: int) -> None:
    """Each entry is there with its event and all that was written before it."""
    page = entries.find("acme", {"n": {"$gte": 0}}, sort=("n",), limit=100_000)
    numbers = [one["n"] for one in page.items]
    assert numbers == list(range(len(numbers)))
    assert told < len(numbers) <= told + 2
    assert {one.id for one in entries.pending(100_000)} == {one["_id"] for one in page.items}
    halves = {one["_id"]: one["version"] for one in entries.find("acme", {}, limit=100_000).items}
    for number in numbers:
        assert f"x{number}" in halves
        assert f"y{number}" in halves


def assert_sound(file: Path) -> None:
    """SQLite finds nothing wrong with its file."""
    with contextlib.closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
