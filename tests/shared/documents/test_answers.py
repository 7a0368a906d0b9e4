"""Both adapters answer as MongoDB's manual does, for every form of the closed set."""

from typing import Any

import pytest

from shared.documents import Database, Index, UnsupportedForm
from tests.shared.documents.answers import CHANGES, CHANGES_OF_NONE, FILTERS, REFUSED, UPSERTS
from tests.shared.documents.samples import document


def test_every_filter_finds_what_the_manual_says(database: Database) -> None:
    for number, (fields, _, _) in enumerate(FILTERS):
        database.collection("forms").insert(document(f"d{number}", **fields))
    wrong = []
    for number, row in enumerate(FILTERS):
        page = database.collection("forms").find("acme", {**row.where, "_id": f"d{number}"})
        if bool(page.items) is not row.matches:
            wrong.append(row)
    assert wrong == []


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


def test_none_is_no_absent_field_save_for_one_test_server(
    database: Database, is_mongo_java_server: bool
) -> None:
    collection = database.collection("forms")
    for number, (row, instead) in enumerate(CHANGES_OF_NONE):
        collection.insert(document(f"d{number}", **row.fields))
        where = {"_id": f"d{number}"}
        if is_mongo_java_server:
            expected = document(f"d{number}", **instead) | {"version": 2}
            assert collection.change("acme", where, row.update) == expected
        else:
            with pytest.raises(UnsupportedForm):
                collection.change("acme", where, row.update)


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
