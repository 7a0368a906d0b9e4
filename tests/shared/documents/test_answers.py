"""Both adapters answer as MongoDB's manual does, for every form of the closed set."""

from typing import Any

import pytest

from shared.documents import Database, Index, UnsupportedForm
from tests.shared.documents.answers import CHANGES, FILTERS, REFUSED, UPSERTS
from tests.shared.documents.samples import document


def test_every_filter_finds_what_the_manual_says(database: Database) -> None:
    for number, (fields, _, _) in enumerate(FILTERS):
        database.collection("forms").insert(document(f"d{number}", **fields))
    wrong = []
    for number, row in enumerate(FILTERS):
        here = {"$or": [row.where]} if "_id" in row.where else row.where
        page = database.collection("forms").find("acme", {**here, "_id": f"d{number}"})
        if bool(page.items) is not row.matches:
            wrong.append(row)
    assert wrong == []


@pytest.mark.parametrize("indexed", [False, True])
def test_a_filter_finds_the_same_with_and_without_an_index(
    database: Database, indexed: bool
) -> None:
    collection = database.collection("forms")
    scalar = [row for row in FILTERS if not isinstance(row.fields.get("a"), dict | list)]
    collection.ensure([Index("by_a", ("workspace_id", "a"))] if indexed else [])
    for number, row in enumerate(scalar):
        collection.insert(document(f"d{number:03}", **row.fields))
    for row in scalar:
        if all(not path.startswith("a.") for path in row.where):
            expected = {
                f"d{n:03}" for n, one in enumerate(scalar) if _equal(one.fields, row.fields)
            }
            found = {one["_id"] for one in collection.find("acme", row.where, limit=500).items}
            assert (expected <= found) is row.matches, row
            assert collection.count("acme", row.where) == len(found), row


def _equal(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return repr(one) == repr(other)


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
