"""Changing one document under a guard, and many in one call."""

from datetime import timedelta
from typing import Any

import pytest

from shared.documents import (
    Change,
    Collection,
    Database,
    Duplicate,
    Index,
    OutboxFull,
    UnsupportedForm,
)
from tests.shared.documents.samples import NOON, document, event


@pytest.fixture
def seats(database: Database) -> Collection:
    collection = database.collection("seats")
    collection.ensure(
        [
            Index("by_state", ("workspace_id", "state", "at")),
            Index("code", ("workspace_id", "code"), unique=True),
        ]
    )
    return collection


def seat(number: int, **fields: Any) -> dict[str, Any]:
    fields = {"state": "free", "at": NOON + timedelta(days=number), "code": f"c{number}"} | fields
    return document(f"s{number}", **fields)


def test_a_change_returns_the_document_as_it_is_afterwards(seats: Collection) -> None:
    seats.insert(seat(1, left=3))
    changed = seats.change("acme", {"_id": "s1", "left": {"$gte": 2}}, {"$inc": {"left": -2}})
    assert changed == seat(1, left=1) | {"version": 2}
    assert seats.get("acme", "s1") == changed


def test_a_refused_guard_changes_nothing(seats: Collection) -> None:
    seats.insert(seat(1, left=1))
    guarded = {"_id": "s1", "left": {"$gte": 2}}
    assert seats.change("acme", guarded, {"$inc": {"left": -2}}, [event(1)]) is None
    assert seats.get("acme", "s1") == seat(1, left=1)
    assert seats.pending(9) == []


def test_a_change_with_a_sort_takes_the_first(seats: Collection) -> None:
    for number in (3, 1, 2):
        seats.insert(seat(number))
    taken = [
        seats.change("acme", {"state": "free"}, {"$set": {"state": "sold"}}, sort=("at",))
        for _ in range(4)
    ]
    assert [one and one["_id"] for one in taken] == ["s1", "s2", "s3", None]
    sold = seats.find("acme", {"state": "sold"}, sort=("at",))
    assert [one["_id"] for one in sold.items] == ["s1", "s2", "s3"]


def test_what_a_change_returns_is_not_what_it_was_given(seats: Collection) -> None:
    seats.insert(seat(1))
    given = {"list": [1]}
    changed = seats.change("acme", {"_id": "s1"}, {"$set": {"kept": given}})
    given["list"].append(2)
    assert changed is not None
    assert changed["kept"] == {"list": [1]}


def test_an_upsert_makes_the_document_once(seats: Collection) -> None:
    where = {"_id": "s1", "seq": {"$exists": False}}
    update: dict[str, Any] = {"$set": {"seq": 1, "code": "c"}}
    made = seats.change("acme", where, update, [event(1)], upsert=True)
    assert made == document("s1", seq=1, code="c")
    assert seats.change("acme", where, update, [event(1)], upsert=True) is None
    assert [one.events for one in seats.pending(9)] == [(event(1),)]


def test_an_upsert_guarded_by_a_sequence_applies_each_event_once(seats: Collection) -> None:
    def apply(seq: int) -> bool:
        where = {"_id": "s1", "$or": [{"seq": {"$exists": False}}, {"seq": {"$lt": seq}}]}
        update: dict[str, Any] = {
            "$set": {"seq": seq},
            "$inc": {"total": 1},
            "$setOnInsert": {"code": "c"},
        }
        return seats.change("acme", where, update, upsert=True) is not None

    applied = [seq for seq in (1, 1, 2, 1, 3, 3, 2) if apply(seq)]
    assert applied == [1, 2, 3]
    assert seats.get("acme", "s1") == document("s1", seq=3, total=3, code="c") | {"version": 3}


def test_an_upsert_names_the_other_unique_index(seats: Collection) -> None:
    seats.insert(seat(1))
    with pytest.raises(Duplicate) as refused:
        seats.change("acme", {"_id": "s2"}, {"$set": {"code": "c1"}}, upsert=True)
    assert refused.value.index == "code"
    assert seats.get("acme", "s2") is None


def test_a_change_that_mongodb_would_refuse_leaves_all_as_it_was(seats: Collection) -> None:
    seats.insert(seat(1, name="x"))
    with pytest.raises(UnsupportedForm):
        seats.change("acme", {"_id": "s1"}, {"$set": {"a": 1}, "$inc": {"name": 1}}, [event(1)])
    with pytest.raises(UnsupportedForm):
        seats.change("acme", {"_id": "s1"}, {"$inc": {"state.deep": 1}})
    assert seats.get("acme", "s1") == seat(1, name="x")
    assert seats.pending(9) == []


def test_many_changes_tell_how_many_were_applied(seats: Collection) -> None:
    seats.insert(seat(1, n=0))
    update: dict[str, Any] = {"$inc": {"n": 1}, "$setOnInsert": {"code": "new"}}
    applied = seats.change_each(
        "acme",
        [
            Change({"_id": "s1"}, update),
            Change({"_id": "s1", "n": 1}, update),
            Change({"_id": "s1", "n": 1}, update),
            Change({"_id": "s9"}, update),
            Change({"_id": "s2"}, update, upsert=True),
            Change({"_id": "s2", "n": 9}, update, upsert=True),
            Change({"state": "free", "n": 2}, update, (event(1),)),
            Change({"_id": "s1", "n": 3}, update, (event(2), event(3))),
            Change({"_id": "s1", "n": 3}, update, (event(4),)),
        ],
    )
    assert applied == 5
    assert seats.get("acme", "s1") == seat(1, n=4) | {"version": 5}
    assert seats.get("acme", "s2") == document("s2", n=1, code="new")
    assert [one.events for one in seats.pending(9)] == [(event(1), event(2), event(3))]


def test_changes_of_one_document_keep_their_order(seats: Collection) -> None:
    changes = [
        Change(
            {
                "_id": f"s{number % 3}",
                "$or": [{"seq": {"$exists": False}}, {"seq": {"$lt": number}}],
            },
            {"$set": {"seq": number, "code": f"s{number % 3}"}, "$inc": {"n": 1}},
            upsert=True,
        )
        for number in range(60)
    ]
    assert seats.change_each("acme", changes) == 60
    assert seats.change_each("acme", changes) == 0
    assert [one["n"] for one in seats.find("acme", {}).items] == [20, 20, 20]
    assert seats.change_each("acme", []) == 0


def test_one_refused_change_stops_no_other(seats: Collection) -> None:
    seats.insert(seat(1))
    seats.insert(seat(2), [event(number) for number in range(100)])
    changes = [
        Change({"_id": "s7"}, {"$set": {"code": "c1"}}, upsert=True),
        Change({"_id": "s1"}, {"$set": {"n": 1}}),
    ]
    with pytest.raises(Duplicate):
        seats.change_each("acme", changes)
    assert seats.get("acme", "s1") == seat(1, n=1) | {"version": 2}
    with pytest.raises(OutboxFull):
        seats.change_each(
            "acme",
            [
                Change({"_id": "s2"}, {"$set": {"n": 1}}, (event(100),)),
                Change({"_id": "s1"}, {"$set": {"n": 2}}, (event(1),)),
            ],
        )
    assert seats.get("acme", "s1") == seat(1, n=2) | {"version": 3}
    assert seats.get("acme", "s2") == seat(2)
