"""The look at every search of the services' tests: what it takes for a fault, and what not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.documents import Collection, Index
from shared.documents.sqlite import SqliteDatabase, table
from tests.shared.documents.plans import Plans
from tests.shared.documents.samples import NOON, document


@pytest.fixture
def entries(tmp_path: Path) -> Iterator[Collection]:
    database = SqliteDatabase(str(tmp_path / "plans.sqlite"))
    collection = database.collection("entries")
    collection.ensure([Index("by_state", ("workspace_id", "state", "at"))])
    collection.insert(document("a", state="open", at=NOON, n=1))
    yield collection
    database.close()


@pytest.fixture
def plans() -> Iterator[Plans]:
    looking = Plans()
    table.watchers.append(looking.look)
    yield looking
    table.watchers.remove(looking.look)


@pytest.mark.parametrize(
    ("where", "faults"),
    [
        ({}, 0),
        ({"_id": "a", "n": 1}, 0),
        ({"_id": {"$gte": "a"}}, 0),
        ({"state": "open", "n": 1}, 0),
        ({"state": {"$gt": "a"}, "n": 1}, 0),
        ({"n": 1}, 1),
        ({"state": {"$ne": "open"}}, 1),
        ({"$or": [{"state": "open"}, {"n": 1}]}, 1),
    ],
    ids=repr,
)
def test_reading_all_of_a_workspace_for_a_filter_is_a_fault(
    entries: Collection, plans: Plans, where: dict[str, Any], faults: int
) -> None:
    entries.count("acme", where)
    entries.change("acme", where, {"$set": {"n": 2}})
    entries.delete("acme", where)
    assert (plans.seen, len(plans.faults)) == (1, faults)


def test_a_sort_that_leaves_the_filter_to_the_whole_workspace_is_a_fault(
    entries: Collection, plans: Plans
) -> None:
    entries.find("acme", {"state": "open", "n": 1}, sort=("at",))
    assert plans.faults == []
    entries.find("acme", {"state": "open", "n": 1}, sort=("_id",))
    assert len(plans.faults) == 1


def test_a_statement_without_index_is_a_fault(entries: Collection, plans: Plans) -> None:
    class Unplanned:
        index_name, where = "none", {"n": 1}

        def explain(self, connection: object) -> list[str]:
            return ["SEARCH k USING PRIMARY KEY (ix=? AND key>?)", "SCAN documents"]

    plans.look("entries", Unplanned(), None)  # type: ignore[arg-type]
    assert len(plans.faults) == 1
