"""Replacing a document by its next version."""

from datetime import timedelta

import pytest

from shared.documents import Collection, Database, Duplicate, Stale
from tests.shared.documents.entered import INDEXES, entry
from tests.shared.documents.samples import NOON


@pytest.fixture
def entries(database: Database) -> Collection:
    collection = database.collection("entries")
    collection.ensure(INDEXES)
    return collection


def test_a_replacement_sets_what_changed_and_unsets_what_went(entries: Collection) -> None:
    entries.insert(entry(1, note="x", deep={"a": 1, "b": 2}))
    read = entries.get("acme", "e001")
    assert read is not None
    del read["note"]
    read |= {"n": "one", "deep": {"a": 1}, "new": [1]}
    stored = entries.replace(read)
    assert stored == read | {"version": 2}
    assert entries.get("acme", "e001") == stored


def test_a_replacement_unsets_what_went_whoever_read_it(entries: Collection) -> None:
    entries.insert(entry(1, note="x"))
    entries.get("acme", "e001")
    entries.change("acme", {"_id": "e001"}, {"$set": {"later": 1}})
    second = entries.replace(entry(1) | {"version": 2})
    assert entries.get("acme", "e001") == second == entry(1) | {"version": 3}
    third = entries.replace(second | {"note": "y"})
    fourth = entries.replace({name: third[name] for name in third if name != "note"})
    assert entries.get("acme", "e001") == fourth == entry(1) | {"version": 5}


def test_a_replacement_undoes_a_claim_that_came_between(entries: Collection) -> None:
    entries.insert(entry(1, due_at=NOON))
    read = entries.get("acme", "e001")
    assert read is not None
    entries.claim_due(NOON, timedelta(minutes=1))
    entries.replace(read)
    assert entries.get("acme", "e001") == read | {"version": 2}


def test_a_replacement_of_an_older_version_is_stale(entries: Collection) -> None:
    entries.insert(entry(1))
    entries.replace(entry(1, n=5))
    with pytest.raises(Stale):
        entries.replace(entry(1, n=6))
    with pytest.raises(Stale):
        entries.replace(entry(2))
    assert entries.get("acme", "e001") == entry(1, n=5) | {"version": 2}


def test_a_replacement_moves_its_index_keys(entries: Collection) -> None:
    entries.insert(entry(1))
    entries.insert(entry(2))
    entries.replace(entry(1, contest="noel"))
    assert [one["_id"] for one in entries.find("acme", {"contest": "noel"}).items] == ["e001"]
    assert entries.count("acme", {"contest": "fete"}) == 1
    with pytest.raises(Duplicate) as refused:
        entries.replace(entry(2, contest="noel", mail="1@x.org"))
    assert refused.value.index == "mail"


def test_a_replacement_of_a_document_that_was_made_anew_unsets_what_went(
    entries: Collection,
) -> None:
    entries.insert(entry(1, old="x"))
    entries.get("acme", "e001")
    entries.delete("acme", {"_id": "e001"})
    entries.insert(entry(1, secret="x"))
    entries.replace(entry(1))
    assert entries.get("acme", "e001") == entry(1) | {"version": 2}
    entries.replace(entry(1) | {"version": 2, "note": "y"})
    entries.delete("acme", {"_id": "e001"})
    entries.insert(entry(1, secret="x") | {"version": 3})
    entries.replace(entry(1) | {"version": 3})
    assert entries.get("acme", "e001") == entry(1) | {"version": 4}
