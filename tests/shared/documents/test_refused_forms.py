"""What is outside the closed set is refused before it reaches a server, by both adapters alike."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from shared.documents import Database, Event, Index, UnsupportedForm
from shared.errors import Invalid
from tests.shared.documents.samples import NOON, document, event

FILTERS: list[Any] = [
    {"a": None},
    {"a": [1]},
    {"a": {}},
    {"a": {"b": 1}},
    {"a": {"$eq": 1}},
    {"a": {"$gt": None}},
    {"a": {"$gt": [1]}},
    {"a": {"$not": {"$gt": 1}}},
    {"a": {"$regex": "x"}},
    {"a": {"$where": "1"}},
    {"a": {"$in": 1}},
    {"a": {"$in": [1, "x"]}},
    {"a": {"$in": [1, True]}},
    {"a": {"$in": [None]}},
    {"a": {"$nin": [1]}},
    {"a": {"$exists": 1}},
    {"a": {"$elemMatch": {"b": 1}}},
    {"a": {"$ne": None}},
    {"a": {"$gt": 1, "b": 2}},
    {"$and": [{"a": 1}]},
    {"$where": "true"},
    {"$expr": {"$eq": [1, 1]}},
    {"$or": []},
    {"$or": [{}]},
    {"$or": {"a": 1}},
    {"$or": [{"$or": [{"a": 1}]}]},
    {"a..b": 1},
    {"": 1},
    {"$a": 1},
    {"a.$.b": 1},
    {"a.0": 1},
    {"a.0.b": {"$exists": True}},
    {"outbox.sent": 1},
    {"workspace_id": "other"},
    {"a": float("nan")},
    {"a": 2**63},
    {"a": datetime(2026, 1, 1)},  # noqa: DTZ001
    {"a": 1j},
]

UPDATES: list[Any] = [
    {"a": 1},
    {"$set": 1},
    {"$set": {"_id": "x"}},
    {"$set": {"workspace_id": "other"}},
    {"$inc": {"version": 1}},
    {"$set": {"version": 1}},
    {"$unset": {"outbox": ""}},
    {"$set": {"outbox.sent": 1}},
    {"$set": {"a": 1}, "$inc": {"a": 1}},
    {"$set": {"a": 1, "a.b": 1}},
    {"$set": {"a.0": 1}},
    {"$set": {"a.$": 1}},
    {"$set": {"a": {"b.c": 1}}},
    {"$set": {"a": {"$b": 1}}},
    {"$set": {"a": (1, 2)}},
    {"$set": {"a": {1, 2}}},
    {"$set": {"a": float("inf")}},
    {"$set": {"a": -(2**63) - 1}},
    {"$set": {"a": datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=2)))}},
    {"$set": {"a": datetime(2026, 1, 1, 0, 0, 0, 1, tzinfo=UTC)}},
    {"$set": {"a": "\ud800"}},
    {"$set": {"a\x00b": 1}},
    {"$inc": {"a": "1"}},
    {"$inc": {"a": True}},
    {"$inc": {"a": None}},
    {"$min": {"a": None}},
    {"$max": {"a": [1]}},
    {"$mul": {"a": 2}},
    {"$rename": {"a": "b"}},
    {"$currentDate": {"a": True}},
    {"$pop": {"a": 1}},
    {"$addToSet": {"a": {"n": 1}}},
    {"$addToSet": {"a": None}},
    {"$push": {"a": {"$each": 1}}},
    {"$push": {"a": {"$slice": 1}}},
    {"$push": {"a": {"$each": [1], "$sort": 1}}},
    {"$push": {"a": {"$each": [1], "$position": 0}}},
    {"$pull": {"a": {"n": 1}}},
    {"$pull": {"a": {"$in": [1]}}},
    {"$pull": {"a": {"n": {"$gt": 1}}}},
    {"$pull": {"a": {"n": {"$in": [1]}, "m": {"$in": [1]}}}},
    [{"$set": {"a": 1}}],
]

DOCUMENTS: list[Any] = [
    {"workspace_id": "acme"},
    {"_id": 1, "workspace_id": "acme"},
    {"_id": "", "workspace_id": "acme"},
    {"_id": "a"},
    {"_id": "a", "workspace_id": ""},
    {"_id": "a", "workspace_id": "acme", "version": 0},
    {"_id": "a", "workspace_id": "acme", "version": True},
    {"_id": "a", "workspace_id": "acme", "outbox": {}},
    {"_id": "a", "workspace_id": "acme", "a.b": 1},
    {"_id": "a", "workspace_id": "acme", "$a": 1},
    {"_id": "a", "workspace_id": "acme", "": 1},
    {"_id": "a", "workspace_id": "acme", 1: 1},
    {"_id": "a", "workspace_id": "acme", "a": [{"b": {1, 2}}]},
]

UPSERTS: list[Any] = [
    {},
    {"_id": {"$in": ["a", "b"]}},
    {"_id": 7},
    {"_id": "a", "version": 1},
    {"_id": "a", "b": 1, "b.c": 1},
    {"_id": "a", "$or": [{"b": 1}]},
    {"_id": "a", "b": {"$in": [1]}},
]

EVENTS = [
    event(1, when=NOON),
    event(1, ratio=float("nan")),
    event(1, text="x" * 300_000),
    event(1, raw=b"x"),
    Event("e", "t", "t", "k", datetime(2026, 1, 1), {}),  # noqa: DTZ001
]


@pytest.mark.parametrize("where", FILTERS, ids=repr)
def test_a_filter_outside_the_set_is_refused(database: Database, where: Any) -> None:
    collection = database.collection("forms")
    for call in (collection.find, collection.count, collection.delete):
        with pytest.raises(UnsupportedForm):
            call("acme", where)
    with pytest.raises(UnsupportedForm):
        collection.change("acme", where, {"$set": {"a": 1}})


@pytest.mark.parametrize("update", UPDATES, ids=repr)
def test_an_update_outside_the_set_is_refused(database: Database, update: Any) -> None:
    with pytest.raises(UnsupportedForm):
        database.collection("forms").change("acme", {"_id": "a"}, update)


@pytest.mark.parametrize("stored", DOCUMENTS, ids=repr)
def test_a_document_outside_the_set_is_refused(database: Database, stored: Any) -> None:
    collection = database.collection("forms")
    for call in (collection.insert, collection.replace):
        with pytest.raises(UnsupportedForm):
            call(stored)
    with pytest.raises(UnsupportedForm):
        collection.insert_many([stored])


@pytest.mark.parametrize("where", UPSERTS, ids=repr)
def test_an_upsert_that_does_not_say_what_it_makes_is_refused(
    database: Database, where: Any
) -> None:
    with pytest.raises(UnsupportedForm):
        database.collection("forms").change("acme", where, {"$set": {"z": 1}}, upsert=True)


@pytest.mark.parametrize("strange", EVENTS, ids=lambda one: repr(one)[:60])
def test_an_event_outside_the_set_is_refused(database: Database, strange: Event) -> None:
    with pytest.raises(UnsupportedForm):
        database.collection("forms").insert(document("a"), [strange])
    assert database.collection("forms").get("acme", "a") is None


def test_a_question_without_workspace_is_refused(database: Database) -> None:
    with pytest.raises(UnsupportedForm):
        database.collection("forms").find("", {})


def test_a_sort_that_no_index_serves_is_refused(database: Database) -> None:
    collection = database.collection("forms")
    collection.ensure([Index("by_state", ("workspace_id", "state", "at"))])
    for where, sort in [({}, ("at",)), ({"state": "x"}, ("n",)), ({"state": "x"}, ("at", "n"))]:
        with pytest.raises(UnsupportedForm):
            collection.find("acme", where, sort=sort)
    with pytest.raises(UnsupportedForm):
        collection.change("acme", {}, {"$set": {"a": 1}}, sort=("at",))


@pytest.mark.parametrize(
    "index",
    [
        Index("any", ("mail",), unique=True),
        Index("any", ()),
        Index("_own", ("workspace_id", "a")),
        Index("any", ("workspace_id", "a.0")),
        Index("any", ("workspace_id", "a", "a")),
    ],
    ids=repr,
)
def test_an_index_that_servers_keep_differently_is_refused(
    database: Database, index: Index
) -> None:
    with pytest.raises(UnsupportedForm):
        database.collection("forms").ensure([index])


def test_a_unique_key_is_always_whole(database: Database) -> None:
    collection = database.collection("forms")
    collection.ensure([Index("mail", ("workspace_id", "mail"), unique=True)])
    for stored in (document("a"), document("a", mail=None), document("a", mail=["x"])):
        with pytest.raises(UnsupportedForm):
            collection.insert(stored)


@pytest.mark.parametrize("place", ["", "%%%", "bnVsbA", "WzFd", "W251bGwsMV0", "é"])
def test_a_place_from_outside_that_is_no_place_is_an_error_of_the_caller(
    database: Database, place: str
) -> None:
    collection = database.collection("forms")
    collection.ensure([Index("by_at", ("workspace_id", "at"))])
    with pytest.raises(Invalid):
        collection.find("acme", {}, sort=("at",), after=place)
