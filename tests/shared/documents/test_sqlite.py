"""What SQLite alone promises: durability, the index behind each query, one file for many."""

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
import pytest

from shared.documents import Duplicate, Index, StoreUnavailable, UnsupportedForm
from shared.documents.sqlite import SqliteDatabase
from tests.shared.documents.samples import NOON, document, event

ROOT = Path(__file__).parents[3]
BY_CONTEST = Index("by_contest", ("workspace_id", "contest", "at"))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[SqliteDatabase]:
    opened = SqliteDatabase(str(tmp_path / "deep" / "suite.sqlite"))
    yield opened
    opened.close()


def test_every_query_searches_by_an_index(database: SqliteDatabase) -> None:
    entries = database.collection("entries")
    entries.ensure([BY_CONTEST])
    asked: list[tuple[dict[str, Any], tuple[str, ...], str]] = [
        ({"contest": "fete"}, ("at",), "by_contest"),
        ({"contest": {"$in": ["fete", "noel"]}, "n": 1}, ("at",), "by_contest"),
        ({"contest": "fete"}, ("_id",), "_id"),
        ({"_id": "e1", "contest": "fete"}, ("at",), "_id"),
        ({}, ("_id",), "_id"),
    ]
    for where, sort, index in asked:
        name, *steps = entries.explain("acme", where, sort)
        assert name == index
        assert len(steps) == (1 if isinstance(where.get("_id"), str) else 2)
        assert all(step.startswith("SEARCH") for step in steps)


def test_scans_across_workspaces_search_by_an_index(
    database: SqliteDatabase, tmp_path: Path
) -> None:
    from shared.documents.sqlite.publishing import DUE, WAITING, WAITING_ONE

    database.ping()
    searches = [
        (WAITING, ("entries", 1, 0), "waiting"),
        (DUE, ("entries", 1), "due"),
        (WAITING_ONE, ("entries", "e", 0, "acme"), "sqlite_autoindex_documents_1"),
    ]
    with contextlib.closing(sqlite3.connect(tmp_path / "deep" / "suite.sqlite")) as connection:
        for statement, values, index in searches:
            plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
            assert [f"USING INDEX {index} " in row[3] for row in plan] == [True]


def test_a_file_outlives_its_process(database: SqliteDatabase, tmp_path: Path) -> None:
    database.collection("entries").insert(document("a"), [event(1)])
    database.close()
    again = SqliteDatabase(str(tmp_path / "deep" / "suite.sqlite"))
    assert again.collection("entries").get("acme", "a") == document("a")
    assert [one.events for one in again.collection("entries").pending(1)] == [(event(1),)]
    again.close()


def test_the_file_is_its_owners_alone(database: SqliteDatabase, tmp_path: Path) -> None:
    database.collection("entries").insert(document("a"))
    assert (tmp_path / "deep").stat().st_mode & 0o777 == 0o700
    for file in (tmp_path / "deep").iterdir():
        assert file.stat().st_mode & 0o077 == 0


def test_an_idle_worker_cuts_the_log(database: SqliteDatabase, tmp_path: Path) -> None:
    database.collection("entries").insert_many(document(f"d{number}") for number in range(500))
    log = tmp_path / "deep" / "suite.sqlite-wal"
    assert log.stat().st_size > 0
    database.idle()
    assert log.stat().st_size == 0


def test_a_writer_of_an_older_release_keeps_newer_indexes(tmp_path: Path) -> None:
    older, newer = (SqliteDatabase(str(tmp_path / "suite.sqlite")) for _ in range(2))
    older.collection("entries").ensure([])
    older.collection("entries").insert(document("a", contest="fete", at=NOON))
    newer.collection("entries").ensure([BY_CONTEST])
    older.collection("entries").insert(document("b", contest="fete", at=NOON))
    page = newer.collection("entries").find("acme", {"contest": "fete"}, sort=("at",))
    assert [one["_id"] for one in page.items] == ["a", "b"]
    older.close()
    newer.close()


def test_a_fork_in_the_midst_of_writing_harms_neither_side(database: SqliteDatabase) -> None:
    entries = database.collection("entries")
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            entries.insert(document(f"parent-{number}"))
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    children = [_fork_and_insert(entries, number) for number in range(10)]
    statuses = [os.waitpid(child, 0)[1] for child in children]
    stop.set()
    writer.join()
    assert statuses == [0] * 10
    assert all(entries.get("acme", f"child-{number}-9") for number in range(10))


def _fork_and_insert(entries: object, number: int) -> int:
    child = os.fork()
    if child == 0:
        try:
            for turn in range(10):
                entries.insert(document(f"child-{number}-{turn}"))  # type: ignore[attr-defined]
            os._exit(0)
        finally:
            os._exit(1)
    return child


def test_a_writer_that_never_ends_makes_the_others_say_so(
    database: SqliteDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shared.documents.sqlite import connections

    monkeypatch.setattr(connections, "PATIENCE_SECONDS", 0.2)
    database.collection("entries").insert(document("a"))
    other = sqlite3.connect(tmp_path / "deep" / "suite.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable):
        database.collection("entries").insert(document("b"))
    assert database.collection("entries").get("acme", "a") == document("a")
    other.execute("ROLLBACK")
    database.collection("entries").insert(document("b"))
    other.close()


def test_a_file_that_cannot_be_opened_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreUnavailable):
        SqliteDatabase(str(tmp_path / "file" / "suite.sqlite")).ping()
    with pytest.raises(StoreUnavailable):
        (tmp_path / "torn.sqlite").write_bytes(b"no database" * 100)
        SqliteDatabase(str(tmp_path / "torn.sqlite")).ping()


def test_threads_that_ended_leave_no_connection_behind(database: SqliteDatabase) -> None:
    entries = database.collection("entries")
    entries.insert(document("a"))
    for _ in range(50):
        thread = threading.Thread(target=entries.get, args=("acme", "a"))
        thread.start()
        thread.join()
    held = [Path(file.path).name for file in psutil.Process().open_files()]
    assert held.count("suite.sqlite") <= 3


def test_a_sum_that_no_float_holds_is_refused_and_changes_nothing(
    database: SqliteDatabase,
) -> None:
    entries = database.collection("entries")
    entries.insert(document("e1", n=1e308))
    with pytest.raises(UnsupportedForm, match="float"):
        entries.change("acme", {"_id": "e1"}, {"$inc": {"n": 1e308}})
    found = entries.get("acme", "e1")
    assert found is not None and found["n"] == 1e308


class Measure(float):
    """A number by another name, as libraries of numbers have them."""


def test_numbers_of_libraries_are_kept_as_numbers(database: SqliteDatabase) -> None:
    entries = database.collection("entries")
    entries.insert(document("e1", n=Measure(1.5)))
    assert entries.change("acme", {"_id": "e1"}, {"$inc": {"n": Measure(0.25)}}) is not None
    found = entries.get("acme", "e1")
    assert found is not None
    assert (found["n"], type(found["n"])) == (1.75, float)


def test_an_index_that_is_refused_stops_no_later_write(
    database: SqliteDatabase, tmp_path: Path
) -> None:
    entries = database.collection("entries")
    entries.insert_many(document(f"e{number}", code="same") for number in range(3))
    refusals = []
    for _ in range(2):
        try:
            entries.ensure([Index("one_code", ("workspace_id", "code"), unique=True)])
        except Duplicate as refusal:
            # Kept, with its trace and all that this holds: the file must not wait for garbage.
            refusals.append(refusal)
    other = SqliteDatabase(str(tmp_path / "deep" / "suite.sqlite"))
    other.collection("entries").insert(document("e8"))
    other.close()
    entries.insert(document("e9"))
    assert len(refusals) == 2
    assert entries.get("acme", "e9") is not None
