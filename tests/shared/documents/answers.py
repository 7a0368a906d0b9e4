"""What MongoDB's manual answers for each form of the closed set: data, held against every server.

Sources: the manual's reference of query and update operators, "Comparison and sort order" for
types, and "db.collection.update: upsert" for what an upsert makes.
"""

from datetime import UTC, datetime
from typing import Any, NamedTuple

from shared.documents import UnsupportedForm

Fields = dict[str, Any]
REFUSED = UnsupportedForm
JUNE = datetime(2026, 6, 21, 12, 0, 0, 1000, tzinfo=UTC)
JULY = datetime(2026, 7, 1, tzinfo=UTC)


class Filter(NamedTuple):
    """A document's fields, a filter, and whether it matches."""

    fields: Fields
    where: Fields
    matches: bool


class Change(NamedTuple):
    """A document's fields, an update, and the fields afterwards (or `REFUSED`)."""

    fields: Fields
    update: Fields
    after: Any


class Upsert(NamedTuple):
    """A filter beside `_id` on an absent document, an update, and the fields it makes."""

    where: Fields
    update: Fields
    made: Fields


FILTERS = [
    # Equality: by type, save that all numbers are one type.
    Filter({"a": 1}, {"a": 1}, True),
    Filter({"a": 1}, {"a": 1.0}, True),
    Filter({"a": 1.5}, {"a": 1}, False),
    Filter({"a": True}, {"a": 1}, False),
    Filter({"a": 1}, {"a": True}, False),
    Filter({"a": False}, {"a": 0}, False),
    Filter({"a": "1"}, {"a": 1}, False),
    Filter({"a": "x"}, {"a": "x"}, True),
    Filter({"a": "x"}, {"a": "X"}, False),
    Filter({"a": b"x"}, {"a": "x"}, False),
    Filter({"a": b"x"}, {"a": b"x"}, True),
    Filter({"a": JUNE}, {"a": JUNE}, True),
    Filter({"a": JUNE}, {"a": JULY}, False),
    Filter({"a": None}, {"a": 0}, False),
    Filter({"a": {"b": 1}}, {"a": 1}, False),
    Filter({}, {"a": 1}, False),
    Filter({"a": 2**53 + 1}, {"a": 2**53}, False),
    Filter({"a": 2**63 - 1}, {"a": 2**63 - 1}, True),
    Filter({"a": {"b": 1}}, {"a.b": 1}, True),
    Filter({"a": 1}, {"a.b": 1}, False),
    Filter({"a": 1, "b": 2}, {"a": 1, "b": 3}, False),
    Filter({"a": 1}, {}, True),
    # $ne also matches where the field is absent, or of another type.
    Filter({"a": 1}, {"a": {"$ne": 1}}, False),
    Filter({"a": 1}, {"a": {"$ne": 2}}, True),
    Filter({}, {"a": {"$ne": 1}}, True),
    Filter({"a": None}, {"a": {"$ne": 1}}, True),
    Filter({"a": True}, {"a": {"$ne": 1}}, True),
    Filter({"a": {"b": 1}}, {"a.b": {"$ne": 1}}, False),
    # $in
    Filter({"a": 2}, {"a": {"$in": [1, 2]}}, True),
    Filter({"a": 3}, {"a": {"$in": [1, 2]}}, False),
    Filter({"a": 1}, {"a": {"$in": []}}, False),
    Filter({}, {"a": {"$in": [1]}}, False),
    Filter({"a": True}, {"a": {"$in": [1]}}, False),
    Filter({"a": "x"}, {"a": {"$in": ["x", "y"]}}, True),
    # Comparisons look at values of the operand's type alone.
    Filter({"a": 2}, {"a": {"$gt": 1}}, True),
    Filter({"a": 2}, {"a": {"$gt": 2}}, False),
    Filter({"a": 2}, {"a": {"$gte": 2.0}}, True),
    Filter({"a": 2}, {"a": {"$lt": 2.5}}, True),
    Filter({"a": 2}, {"a": {"$lte": 1}}, False),
    Filter({"a": 2}, {"a": {"$gt": 1, "$lt": 3}}, True),
    Filter({"a": 4}, {"a": {"$gt": 1, "$lt": 3}}, False),
    Filter({"a": "2"}, {"a": {"$gt": 1}}, False),
    Filter({"a": True}, {"a": {"$gte": 0}}, False),
    Filter({"a": None}, {"a": {"$lt": 1}}, False),
    Filter({}, {"a": {"$lt": 1}}, False),
    Filter({"a": -1.5}, {"a": {"$lt": -1}}, True),
    Filter({"a": 2**62 + 1}, {"a": {"$gt": 2**62}}, True),
    Filter({"a": "b"}, {"a": {"$gt": "a"}}, True),
    Filter({"a": "a"}, {"a": {"$gt": "Z"}}, True),
    Filter({"a": "é"}, {"a": {"$gt": "z"}}, True),
    Filter({"a": "ab"}, {"a": {"$lt": "b"}}, True),
    Filter({"a": JULY}, {"a": {"$gt": JUNE}}, True),
    Filter({"a": JUNE}, {"a": {"$lte": JUNE}}, True),
    Filter({"a": b"\x01\x01"}, {"a": {"$gt": b"\x02"}}, True),
    Filter({"a": True}, {"a": {"$gt": False}}, True),
    # $exists: None is there; a place in a list is there when the list is long enough.
    Filter({"a": 1}, {"a": {"$exists": True}}, True),
    Filter({"a": None}, {"a": {"$exists": True}}, True),
    Filter({}, {"a": {"$exists": True}}, False),
    Filter({}, {"a": {"$exists": False}}, True),
    Filter({"a": {"b": 1}}, {"a.b": {"$exists": True}}, True),
    Filter({"a": {"b": 1}}, {"a.c": {"$exists": False}}, True),
    Filter({"a": []}, {"a": {"$exists": True}}, True),
    Filter({"a": []}, {"a.0": {"$exists": True}}, False),
    Filter({"a": [1]}, {"a.0": {"$exists": True}}, True),
    Filter({"a": [1]}, {"a.1": {"$exists": False}}, True),
    Filter({"a": [None]}, {"a.0": {"$exists": True}}, True),
    Filter({}, {"a.0": {"$exists": False}}, True),
    Filter({"a": 1}, {"a.0": {"$exists": True}}, False),
    Filter({"a": {"b": [1, 2]}}, {"a.b.1": {"$exists": True}}, True),
    Filter({"a": {"b": [1, 2]}}, {"a.b.2": {"$exists": True}}, False),
    Filter({"a": [[1]]}, {"a.0": {"$exists": True}}, True),
    Filter({"a": None}, {"a.b": {"$exists": False}}, True),
    Filter({"a": {"0": 1}}, {"a.0": {"$exists": True}}, True),
    # $or, beside other conditions
    Filter({"a": 1}, {"$or": [{"a": 1}, {"b": 1}]}, True),
    Filter({"b": 1}, {"$or": [{"a": 1}, {"b": 1}]}, True),
    Filter({"c": 1}, {"$or": [{"a": 1}, {"b": 1}]}, False),
    Filter({"a": 1, "c": 2}, {"c": 1, "$or": [{"a": 1}, {"b": 1}]}, False),
    Filter({"n": 4}, {"$or": [{"n": {"$exists": False}}, {"n": {"$lt": 5}}]}, True),
    Filter({}, {"$or": [{"n": {"$exists": False}}, {"n": {"$lt": 5}}]}, True),
    Filter({"n": 5}, {"$or": [{"n": {"$exists": False}}, {"n": {"$lt": 5}}]}, False),
    Filter({"a": 1, "b": 2}, {"$or": [{"a": 1, "b": 1}, {"a": 2}]}, False),
]

CHANGES = [
    Change({"a": 1}, {}, {"a": 1}),
    # $set makes the dicts on the way, and goes through nothing else.
    Change({"a": 1}, {"$set": {"a": 2}}, {"a": 2}),
    Change({}, {"$set": {"a.b.c": 1}}, {"a": {"b": {"c": 1}}}),
    Change({"a": {"b": 1, "c": 2}}, {"$set": {"a.b": 3}}, {"a": {"b": 3, "c": 2}}),
    Change({"a": 1}, {"$set": {"a": {"x": [1, {"y": None}]}}}, {"a": {"x": [1, {"y": None}]}}),
    Change({"a": 1}, {"$set": {"a": None}}, {"a": None}),
    Change({"a": 1}, {"$set": {"a.b": 1}}, REFUSED),
    Change({"a": [1]}, {"$set": {"a.b": 1}}, REFUSED),
    Change({"a": 1}, {"$set": {}}, {"a": 1}),
    Change({"a": 1}, {"$set": {"b": 1}, "$unset": {"a": ""}}, {"b": 1}),
    # $unset of what is absent changes nothing.
    Change({"a": 1, "b": 2}, {"$unset": {"a": ""}}, {"b": 2}),
    Change({"a": 1}, {"$unset": {"b": ""}}, {"a": 1}),
    Change({"a": {"b": 1}}, {"$unset": {"a.b": ""}}, {"a": {}}),
    Change({"a": 1}, {"$unset": {"a.b": ""}}, {"a": 1}),
    Change({"a": [1]}, {"$unset": {"a": ""}}, {}),
    Change({"a": {"b": {"c": 1, "d": 2}}}, {"$unset": {"a.b.c": ""}}, {"a": {"b": {"d": 2}}}),
    # $inc
    Change({"a": 1}, {"$inc": {"a": 2}}, {"a": 3}),
    Change({"a": 1}, {"$inc": {"a": -2}}, {"a": -1}),
    Change({"a": 1}, {"$inc": {"a": 0.5}}, {"a": 1.5}),
    Change({}, {"$inc": {"a.b": 2}}, {"a": {"b": 2}}),
    Change({"a": 2**31 - 1}, {"$inc": {"a": 1}}, {"a": 2**31}),
    Change({"a": 2**62}, {"$inc": {"a": 2**62 - 1}}, {"a": 2**63 - 1}),
    Change({}, {"$inc": {"a": 0.5}}, {"a": 0.5}),
    Change({}, {"$inc": {"a": 0}}, {"a": 0}),
    Change({"a": 1.5}, {"$inc": {"a": -0.5}}, {"a": 1.0}),
    Change({"a": {"b": 1, "c": 1}}, {"$inc": {"a.b": 1}}, {"a": {"b": 2, "c": 1}}),
    Change({"a": "1"}, {"$inc": {"a": 1}}, REFUSED),
    Change({"a": True}, {"$inc": {"a": 1}}, REFUSED),
    Change({"a": JUNE}, {"$inc": {"a": 1}}, REFUSED),
    Change({"a": 1}, {"$inc": {"a.b": 1}}, REFUSED),
    Change({"a": [1]}, {"$inc": {"a": 1}}, REFUSED),
    # $min and $max, which set what is absent
    Change({"a": 2}, {"$min": {"a": 1}}, {"a": 1}),
    Change({"a": 2}, {"$min": {"a": 3}}, {"a": 2}),
    Change({}, {"$min": {"a": 3}}, {"a": 3}),
    Change({"a": 2}, {"$max": {"a": 3}}, {"a": 3}),
    Change({"a": 2}, {"$max": {"a": 1}}, {"a": 2}),
    Change({}, {"$max": {"a.b": JUNE}}, {"a": {"b": JUNE}}),
    Change({"a": JUNE}, {"$max": {"a": JULY}}, {"a": JULY}),
    Change({"a": "b"}, {"$min": {"a": "a"}}, {"a": "a"}),
    Change({"a": 1.5}, {"$max": {"a": 2}}, {"a": 2}),
    # $setOnInsert means nothing to what is there.
    Change({"a": 1}, {"$setOnInsert": {"b": 1}, "$set": {"a": 2}}, {"a": 2}),
    # $addToSet
    Change({"a": [1]}, {"$addToSet": {"a": 2}}, {"a": [1, 2]}),
    Change({"a": [1, 2]}, {"$addToSet": {"a": 2}}, {"a": [1, 2]}),
    Change({"a": [1]}, {"$addToSet": {"a": True}}, {"a": [1, True]}),
    Change({"a": ["1"]}, {"$addToSet": {"a": 1}}, {"a": ["1", 1]}),
    Change({}, {"$addToSet": {"a": "x"}}, {"a": ["x"]}),
    Change({"a": [1]}, {"$addToSet": {"a": {"$each": [2, 1, 3, 3]}}}, {"a": [1, 2, 3]}),
    Change({"a": [1, 1]}, {"$addToSet": {"a": {"$each": []}}}, {"a": [1, 1]}),
    Change({}, {"$addToSet": {"a.b": {"$each": [2, 2, 1]}}}, {"a": {"b": [2, 1]}}),
    Change({"a": 1}, {"$addToSet": {"a": 1}}, REFUSED),
    # $push
    Change({"a": [1]}, {"$push": {"a": 1}}, {"a": [1, 1]}),
    Change({}, {"$push": {"a.b": 1}}, {"a": {"b": [1]}}),
    Change({"a": []}, {"$push": {"a": {"n": 1}}}, {"a": [{"n": 1}]}),
    Change({"a": []}, {"$push": {"a": [1, 2]}}, {"a": [[1, 2]]}),
    Change({"a": [1]}, {"$push": {"a": {"$each": [2, 3]}}}, {"a": [1, 2, 3]}),
    Change({"a": [1]}, {"$push": {"a": {"$each": []}}}, {"a": [1]}),
    Change({"a": [1, 2]}, {"$push": {"a": {"$each": [3], "$slice": -2}}}, {"a": [2, 3]}),
    Change({"a": [1, 2]}, {"$push": {"a": {"$each": [3], "$slice": 2}}}, {"a": [1, 2]}),
    Change({"a": [1, 2]}, {"$push": {"a": {"$each": [3], "$slice": 0}}}, {"a": []}),
    Change({"a": [1, 2]}, {"$push": {"a": {"$each": [3], "$slice": -9}}}, {"a": [1, 2, 3]}),
    Change({}, {"$push": {"a": {"$each": [1, 2, 3], "$slice": -1}}}, {"a": [3]}),
    Change({}, {"$push": {"a": {"$each": [1, 2], "$slice": 0}}}, {"a": []}),
    Change({"a": [1, 2, 3]}, {"$push": {"a": {"$each": [], "$slice": 2}}}, {"a": [1, 2]}),
    Change({"a": [1, 2, 3]}, {"$push": {"a": {"$each": [], "$slice": -2}}}, {"a": [2, 3]}),
    Change(
        {"a": [{"n": 1}]}, {"$push": {"a": {"$each": [{"n": 2}], "$slice": -1}}}, {"a": [{"n": 2}]}
    ),
    Change({"a": [1]}, {"$push": {"a": None}}, {"a": [1, None]}),
    Change({"a": 1}, {"$push": {"a": 1}}, REFUSED),
    Change({"a": {"x": 1}}, {"$push": {"a": 1}}, REFUSED),
    # $pull
    Change({"a": [1, 2, 1]}, {"$pull": {"a": 1}}, {"a": [2]}),
    Change({"a": [1, True]}, {"$pull": {"a": True}}, {"a": [1]}),
    Change({"a": [1]}, {"$pull": {"a": 2}}, {"a": [1]}),
    Change({"a": [1, 2]}, {"$pull": {"a": 1.0}}, {"a": [2]}),
    Change({"a": [[1], 1]}, {"$pull": {"a": 1}}, {"a": [[1]]}),
    Change({"a": []}, {"$pull": {"a": {"n": {"$in": [1]}}}}, {"a": []}),
    Change({"a": [1, {"n": 1}]}, {"$pull": {"a": {"n": {"$in": [1]}}}}, {"a": [1]}),
    Change({"b": 1}, {"$pull": {"a": 2}}, {"b": 1}),
    Change({"a": 1}, {"$pull": {"a": 1}}, REFUSED),
    Change(
        {"a": [{"n": 1, "m": 1}, {"n": 2}, {"m": 1}]},
        {"$pull": {"a": {"n": {"$in": [1, 3]}}}},
        {"a": [{"n": 2}, {"m": 1}]},
    ),
    Change({"a": {"b": [{"n": "x"}]}}, {"$pull": {"a.b": {"n": {"$in": ["x"]}}}}, {"a": {"b": []}}),
    Change({"a": [{"n": 1}]}, {"$pull": {"a": {"n": {"$in": []}}}}, {"a": [{"n": 1}]}),
    # Several at once
    Change(
        {"n": 1, "a": [1]},
        {"$inc": {"n": 1}, "$push": {"a": 2}, "$set": {"d.e": 1}, "$max": {"m": 4}},
        {"n": 2, "a": [1, 2], "d": {"e": 1}, "m": 4},
    ),
]

# What mongo-java-server 1.47 makes instead: it takes None for an absent field, and 1.0 not for 1.
CHANGES_ELSEWHERE: list[tuple[Change, Fields]] = [
    (Change({"a": None}, {"$set": {"a.b": 1}}, REFUSED), {"a": {"b": 1}}),
    (Change({"a": None}, {"$inc": {"a": 1}}, REFUSED), {"a": 1}),
    (Change({"a": [1]}, {"$addToSet": {"a": 1.0}}, {"a": [1]}), {"a": [1, 1.0]}),
]

UPSERTS = [
    Upsert({}, {"$inc": {"n": 1}}, {"n": 1}),
    Upsert({"a": 1}, {"$set": {"b": 2}}, {"a": 1, "b": 2}),
    Upsert({"a": 1}, {"$set": {"a": 2}}, {"a": 2}),
    Upsert({"a": 1}, {"$inc": {"a": 2}}, {"a": 3}),
    Upsert({"a.b": "x"}, {"$set": {"a.c": 1}}, {"a": {"b": "x", "c": 1}}),
    Upsert({"n": {"$lt": 5}}, {"$set": {"n": 5}}, {"n": 5}),
    Upsert({"n": {"$exists": False}}, {"$setOnInsert": {"m": 1}}, {"m": 1}),
    Upsert({"n": {"$ne": 3}, "m": {"$in": [1, 2]}}, {"$set": {"k": 1}}, {"k": 1}),
    Upsert(
        {"$or": [{"n": {"$exists": False}}, {"n": {"$lt": 5}}]},
        {"$set": {"n": 5}, "$setOnInsert": {"first": JUNE}},
        {"n": 5, "first": JUNE},
    ),
    Upsert({}, {"$min": {"low": 3}, "$max": {"high": 3}}, {"low": 3, "high": 3}),
    Upsert({}, {"$push": {"a": {"$each": [1, 2], "$slice": -1}}}, {"a": [2]}),
    Upsert({}, {"$addToSet": {"a": 1}}, {"a": [1]}),
    Upsert({}, {"$pull": {"a": 1}, "$unset": {"b": ""}}, {}),
    Upsert({}, {}, {}),
    Upsert({"a": True, "b": b"x", "c": JUNE}, {}, {"a": True, "b": b"x", "c": JUNE}),
    Upsert({"a": {"$gte": 1, "$lt": 5}}, {"$inc": {"a": 1}}, {"a": 1}),
    Upsert({"a.0": {"$exists": False}}, {"$push": {"a": 1}}, {"a": [1]}),
    Upsert({}, {"$setOnInsert": {"a.b": 1}, "$set": {"a.c": 2}}, {"a": {"b": 1, "c": 2}}),
    Upsert({"a.b": 1, "a.c": 2}, {"$unset": {"a.b": ""}}, {"a": {"c": 2}}),
]
