"""Forms outside the closed set: each is refused by both adapters."""

from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

from shared.events import Event
from tests.shared.documents.samples import NOON, event


class Field(StrEnum):
    """A text by another name: stores would not all take it as a key."""

    A = "a"


LONG_PATH = ".".join("abc" for _ in range(70))
FILTERS: list[Any] = [
    {Field.A: 1},
    {LONG_PATH: 1},
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
    {"$set": {Field.A: 1}},
    {"$set": {LONG_PATH: 1}},
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
    {"_id": "a", "workspace_id": "ac\x00me"},
    {"_id": "a", "workspace_id": "acme", "version": 0},
    {"_id": "a", "workspace_id": "acme", "version": True},
    {"_id": "a", "workspace_id": "acme", "outbox": {}},
    {"_id": "a", "workspace_id": "acme", "a.b": 1},
    {"_id": "a", "workspace_id": "acme", "$a": 1},
    {"_id": "a", "workspace_id": "acme", "": 1},
    {"_id": "a", "workspace_id": "acme", 1: 1},
    {"_id": "a", "workspace_id": "acme", "a": [{"b": {1, 2}}]},
    {"_id": "a", "workspace_id": "acme", "a": {Field.A: 1}},
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
