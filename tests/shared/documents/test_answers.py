"""Both adapters answer as MongoDB's manual does, for every form of the closed set."""

from typing import Any

import pytest

from shared.documents import Database, Index, UnsupportedForm
from tests.shared.documents import answers
from tests.shared.documents.answers import CHANGES_ELSEWHERE, REFUSED, UPSERTS
from tests.shared.documents.answers_by_type import SORTS, comparisons, extremes, memberships
from tests.shared.documents.samples import document

FILTERS = [*answers.FILTERS, *comparisons()]
CHANGES = [*answers.CHANGES, *extremes(), *memberships()]


def test_every_filter_finds_what_the_manual_says(database: Database) -> None:
    for number, (fields, _, _) in enumerate(FILTERS):
        database.collection("forms").insert(document(f"d{number}", **fields))
    wrong = []
    for number, row in enumerate(FILTERS):
        page = database.collection("forms").find("acme", {**row.where, "_id": f"d{number}"})
        if bool(page.items) is not row.matches:
            wrong.append(row)
    assert wrong == []


@pytest.mark.slow
def test_a_filter_finds_the_same_with_and_without_an_index(database: Database) -> None:
    rows = [
        row
        for row in FILTERS
        if not isinstance(row.fields.get("a"), dict | list)
        and all(path.startswith("$") or "." not in path for path in row.where)
    ]
    indexed, plain = database.collection("indexed"), database.collection("plain")
    indexed.ensure([Index("by_a", ("workspace_id", "a"))])
    plain.ensure([])
    for number, row in enumerate(rows):
        for collection in (indexed, plain):
            collection.insert(document(f"d{number:03}", **row.fields))
    for number, row in enumerate(rows):
        found = [one["_id"] for one in plain.find("acme", row.where, limit=500).items]
        assert (f"d{number:03}" in found) is row.matches, row
        by_index = indexed.find("acme", row.where, sort=("a",), limit=500)
        assert sorted(one["_id"] for one in by_index.items) == found, row
        assert indexed.count("acme", row.where) == plain.count("acme", row.where) == len(found)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("kind", SORTS)
def test_every_type_is_sorted_and_paged_as_the_manual_says(
    database: Database, kind: str, descending: bool
) -> None:
    collection = database.collection("forms")
    collection.ensure([Index("by_a", ("workspace_id", "a"))])
    for number, place in enumerate((1, 2, 0)):
        collection.insert(document(f"d{number}", a=SORTS[kind][place]))
    found, after = [], None
    for _ in range(3):
        page = collection.find("acme", {}, sort=("a",), descending=descending, limit=1, after=after)
        found += [one["a"] for one in page.items]
        after = page.after
    assert found == sorted(SORTS[kind], key=SORTS[kind].index, reverse=descending)
    assert after is None


def test_every_update_changes_what_the_manual_says(database: Database) -> None:
    collection, wrong = database.collection("forms"), []
    for number, row in enumerate(CHANGES):
        identifier = f"d{number}"
        collection.insert(document(identifier, **row.fields))
        try:
            changed: Any = collection.change("acme", {"_id": identifier}, row.update)
        except UnsupportedForm:
            changed = REFUSED
        fields, version = (row.fields, 1) if row.after is REFUSED else (row.after, 2)
        stored = collection.get("acme", identifier)
        expected = document(identifier, **fields) | {"version": version}
        if (changed is REFUSED) is not (row.after is REFUSED) or not _typed_equal(stored, expected):
            wrong.append((row, changed, stored))
        if changed is not REFUSED and changed != stored:
            wrong.append((row, changed, stored))
    assert wrong == []


def test_one_test_server_differs_where_the_product_never_goes(
    database: Database, is_mongo_java_server: bool
) -> None:
    collection = database.collection("forms")
    for number, (row, instead) in enumerate(CHANGES_ELSEWHERE):
        collection.insert(document(f"d{number}", **row.fields))
        after = instead if is_mongo_java_server else row.after
        where = {"_id": f"d{number}"}
        if after is REFUSED:
            with pytest.raises(UnsupportedForm):
                collection.change("acme", where, row.update)
        else:
            changed = collection.change("acme", where, row.update)
            assert changed == document(f"d{number}", **after) | {"version": 2}


def test_every_upsert_makes_what_the_manual_says(database: Database) -> None:
    collection, wrong = database.collection("forms"), []
    for number, row in enumerate(UPSERTS):
        where = {"_id": f"d{number}", **row.where}
        made = collection.change("acme", where, row.update, upsert=True)
        stored = collection.get("acme", f"d{number}")
        if made != stored or not _typed_equal(stored, document(f"d{number}", **row.made)):
            wrong.append((row, made, stored))
    assert wrong == []


def _typed_equal(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_typed_equal(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_typed_equal, one, other))
    return type(one) is type(other) and one == other
