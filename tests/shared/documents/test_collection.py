"""Storing, reading, paging, replacing and removing documents."""

from datetime import timedelta
from enum import IntEnum
from typing import Any

import pytest

from shared.documents import Collection, Database, Duplicate, Index, Stale, UnsupportedForm
from tests.shared.documents.entered import INDEXES, entry
from tests.shared.documents.samples import NOON, document

WHOLE: dict[str, Any] = {
    "text": "Fête 🎪 \x00 \u2028",
    "integer": 2**63 - 1,
    "low": -(2**63),
    "float": 0.1,
    "whole": 2.0,
    "yes": True,
    "none": None,
    "at": NOON + timedelta(milliseconds=1),
    "old": NOON.replace(year=1582),
    "bytes": b"\x00\xff",
    "list": [1, "a", None, [True], {"b": b"x", "at": NOON}],
    "dict": {"z": 1, "a": {"k": []}, "0": 1},
}


@pytest.fixture
def entries(database: Database) -> Collection:
    collection = database.collection("entries")
    collection.ensure(INDEXES)
    return collection


def test_a_document_comes_back_as_it_was(database: Database) -> None:
    collection = database.collection("entries")
    collection.insert(document("a", **WHOLE))
    stored = collection.get("acme", "a")
    assert stored == document("a", **WHOLE)
    assert [type(value) for value in stored.values()] == [
        type(document("a", **WHOLE)[name]) for name in stored
    ]
    assert list(stored["dict"]) == list(WHOLE["dict"])


def test_a_document_without_version_begins_at_one(database: Database) -> None:
    database.collection("entries").insert({"_id": "a", "workspace_id": "acme"})
    assert database.collection("entries").get("acme", "a") == document("a")


def test_what_was_never_stored_is_none(entries: Collection) -> None:
    assert entries.get("acme", "absent") is None
    assert entries.find("acme", {}).items == []
    assert entries.count("acme", {}) == 0
    assert entries.delete("acme", {}) == 0
    assert entries.change("acme", {"_id": "absent"}, {"$set": {"a": 1}}) is None


def test_a_collection_without_declared_indexes_works(database: Database) -> None:
    assert database.collection("fresh").find("acme", {"a": 1}).items == []
    assert database.collection("fresh").pending(10) == []
    database.collection("fresh").insert(document("a", a=1))
    assert database.collection("fresh").find("acme", {"a": 1}).items == [document("a", a=1)]


def test_collections_are_apart(database: Database) -> None:
    database.collection("one").insert(document("a"))
    assert database.collection("two").get("acme", "a") is None
    database.collection("two").insert(document("a", other=True))
    assert database.collection("one").get("acme", "a") == document("a")


def test_a_workspace_never_meets_anothers_documents(entries: Collection) -> None:
    entries.insert(entry(1))
    assert entries.get("other", "e001") is None
    assert entries.find("other", {"contest": "fete"}).items == []
    assert entries.count("other", {}) == 0
    assert entries.change("other", {"_id": "e001"}, {"$set": {"n": 9}}) is None
    assert entries.change("other", {"_id": "e001"}, {"$set": {"n": 9}}, upsert=True) is None
    assert entries.delete("other", {}) == 0
    with pytest.raises(Stale):
        entries.replace(entry(1) | {"workspace_id": "other"})
    assert entries.get("acme", "e001") == entry(1)


def test_a_second_document_of_one_id_is_a_duplicate(entries: Collection) -> None:
    entries.insert(entry(1))
    with pytest.raises(Duplicate) as refused:
        entries.insert(entry(1, mail="other@x.org"))
    assert refused.value.index == "_id"
    with pytest.raises(Duplicate):
        entries.insert(entry(1, mail="other@x.org") | {"workspace_id": "other"})


def test_a_unique_index_names_itself_and_leaves_no_trace(entries: Collection) -> None:
    entries.insert(entry(1))
    with pytest.raises(Duplicate) as refused:
        entries.insert(entry(2, mail="1@x.org"))
    assert refused.value.index == "mail"
    assert entries.get("acme", "e002") is None
    assert entries.find("acme", {}, sort=("at",)).items == [entry(1)]
    entries.insert(entry(2, mail="1@x.org", contest="noel"))
    entries.insert(entry(3, mail="1@x.org") | {"workspace_id": "other"})


def test_a_unique_key_is_free_again_after_its_owner_went(entries: Collection) -> None:
    entries.insert(entry(1))
    entries.delete("acme", {"_id": "e001"})
    entries.insert(entry(2, mail="1@x.org"))
    entries.change("acme", {"_id": "e002"}, {"$set": {"mail": "erased:e002"}})
    entries.insert(entry(3, mail="1@x.org"))
    with pytest.raises(Duplicate):
        entries.change("acme", {"_id": "e002"}, {"$set": {"mail": "1@x.org"}})
    assert entries.count("acme", {"contest": "fete", "mail": "erased:e002"}) == 1


def test_many_are_stored_and_duplicates_told(entries: Collection) -> None:
    entries.insert(entry(5))
    given = [entry(number) for number in range(1200)] + [entry(2000, mail="7@x.org")]
    inserted = entries.insert_many(given)
    assert sorted(inserted.duplicates) == ["e005", "e2000"]
    assert len(inserted.stored) == 1199
    assert entries.count("acme", {}) == 1200


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(
    ("where", "sort"),
    [
        ({}, ("_id",)),
        ({}, ("at",)),
        ({}, ("at", "_id")),
        ({"contest": "fete"}, ("at",)),
        ({"contest": {"$in": ["fete", "noel", "fete"]}}, ("at",)),
        ({"contest": "fete", "at": {"$gt": NOON, "$lte": NOON + timedelta(seconds=9)}}, ("at",)),
        ({"contest": "fete", "n": {"$gt": 4}}, ("at",)),
        ({"contest": "fete", "$or": [{"n": 3}, {"n": {"$gte": 20}}]}, ("mail",)),
        ({"_id": {"$in": ["e003", "e001", "e029", "e400"]}}, ("_id",)),
        ({"n": {"$lt": 9}}, ("_id",)),
    ],
    ids=repr,
)
def test_pages_follow_the_sort_and_miss_nothing(
    entries: Collection, where: dict[str, Any], sort: tuple[str, ...], descending: bool
) -> None:
    for number in range(30):
        entries.insert(entry(number, contest=("fete", "noel")[number % 2]))
    expected = entries.find("acme", where, sort=sort, descending=descending, limit=100)
    keys = [[one[path] for path in (*sort, "_id")] for one in expected.items]
    assert keys == sorted(keys, reverse=descending)
    assert len(keys) == entries.count("acme", where) > 0
    seen, after = [], None
    while True:
        page = entries.find("acme", where, sort=sort, descending=descending, after=after, limit=4)
        seen += page.items
        after = page.after
        if after is None:
            break
        assert len(page.items) == 4
    assert seen == expected.items


def test_chosen_fields_come_with_the_id_alone(entries: Collection) -> None:
    entries.insert(entry(1, settings={"a": 1, "b": {"c": 2}}, items=[{"x": 1, "y": 2}, 3]))
    fields = ["n", "settings.b", "items.x", "absent"]
    page = entries.find("acme", {"contest": "fete"}, sort=("at",), fields=fields)
    expected = {"_id": "e001", "n": 1, "settings": {"b": {"c": 2}}, "items": [{"x": 1}]}
    assert page.items == [expected]


def test_a_count_stops_where_it_is_told(entries: Collection) -> None:
    for number in range(9):
        entries.insert(entry(number))
    counts = [
        entries.count("acme", {"contest": "fete"}, up_to=most) for most in (0, 4, 9, 99, None)
    ]
    assert counts == [0, 4, 9, 9, 9]
    assert entries.count("acme", {"n": {"$gte": 2}}, up_to=5) == 5


def test_many_are_removed_and_the_others_stay(entries: Collection) -> None:
    entries.insert_many(entry(number) for number in range(1300))
    assert entries.delete("acme", {"n": {"$gte": 3}}) == 1297
    assert [one["n"] for one in entries.find("acme", {}).items] == [0, 1, 2]
    assert entries.count("acme", {"contest": "fete", "at": NOON}) == 3


def test_an_index_that_comes_later_holds_what_was_there(database: Database) -> None:
    collection = database.collection("entries")
    for number in range(5):
        collection.insert(entry(number))
    collection.ensure(INDEXES)
    collection.ensure(INDEXES)
    page = collection.find("acme", {"contest": "fete"}, sort=("at",), descending=True)
    assert [one["n"] for one in page.items] == [4, 3, 2, 1, 0]
    with pytest.raises(Duplicate):
        collection.insert(entry(9, mail="1@x.org"))


def test_a_unique_index_over_duplicates_is_refused(database: Database) -> None:
    collection = database.collection("entries")
    collection.insert(entry(1, mail="x"))
    collection.insert(entry(2, mail="x"))
    with pytest.raises(Duplicate):
        collection.ensure(INDEXES)


def test_an_index_does_not_change_its_meaning(entries: Collection) -> None:
    with pytest.raises(UnsupportedForm):
        entries.ensure([Index("by_at", ("workspace_id", "n"))])


@pytest.mark.parametrize("descending", [False, True])
def test_a_whole_unique_key_finds_its_one_document(entries: Collection, descending: bool) -> None:
    for number in range(3):
        entries.insert(entry(number))
    where = {"contest": "fete", "mail": "1@x.org"}
    page = entries.find("acme", where, descending=descending, limit=1)
    assert ([one["_id"] for one in page.items], page.after) == (["e001"], None)
    several = {"contest": "fete", "mail": {"$in": ["2@x.org", "0@x.org"]}}
    changed = entries.change("acme", several, {"$set": {"seen": True}}, sort=("mail",))
    assert changed is not None
    assert changed["_id"] == "e000"


class Grade(IntEnum):
    """A whole number by another name."""

    HIGH = 7


def test_a_whole_number_by_another_name_is_kept_as_one(entries: Collection) -> None:
    entries.insert(entry(1, n=Grade.HIGH))
    changed = entries.change("acme", {"_id": "e001"}, {"$inc": {"n": Grade.HIGH}})
    assert changed is not None
    assert changed["n"] == 14
