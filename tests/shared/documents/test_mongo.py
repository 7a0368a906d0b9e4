"""What MongoDB alone promises: its address is checked at start, its answers are the matcher's."""

import secrets
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.documents import Index, StoreUnavailable, UnsupportedForm
from shared.documents.matching import matches
from shared.documents.mongo import MongoCollection, MongoDatabase
from shared.documents.updating import apply, born
from tests.shared.documents.samples import document, event

PATHS = ("a", "b", "c.d", "c.e")
SCALARS = (
    st.integers(-3, 3)
    | st.sampled_from([2**53, 2**53 + 1, -(2**63)])
    | st.sampled_from([0.0, 1.0, 1.5, -2.5])
    | st.booleans()
    | st.text("abé", max_size=2)
    | st.binary(max_size=2)
)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "a": SCALARS,
        "b": SCALARS | st.none(),
        "c": st.fixed_dictionaries({}, optional={"d": SCALARS, "e": SCALARS}),
        "list": st.lists(SCALARS, max_size=3),
    },
)
OPERATORS = st.sampled_from(["$gt", "$gte", "$lt", "$lte", "$ne"])
CONDITIONS = (
    SCALARS
    | st.dictionaries(OPERATORS, SCALARS, min_size=1, max_size=2)
    | st.booleans().map(lambda there: {"$exists": there})
    | st.lists(st.integers(-3, 3), max_size=3).map(lambda choices: {"$in": choices})
)
PLAIN = st.dictionaries(st.sampled_from(PATHS), CONDITIONS, min_size=1, max_size=2)
WHERES = PLAIN | st.tuples(PLAIN, st.lists(PLAIN, min_size=1, max_size=3)).map(
    lambda both: {**both[0], "$or": both[1]}
)
UPDATES = st.fixed_dictionaries(
    {},
    optional={
        "$set": st.just({"c.d": 1}) | st.fixed_dictionaries({"b": SCALARS}),
        "$unset": st.just({"c.e": ""}),
        "$max": st.fixed_dictionaries({"a": SCALARS}),
        "$setOnInsert": st.just({"made": True}),
        "$push": st.fixed_dictionaries(
            {
                "list": st.fixed_dictionaries(
                    {"$each": st.lists(SCALARS, max_size=2)},
                    optional={"$slice": st.integers(-3, 3)},
                )
            }
        ),
        "$inc": st.fixed_dictionaries({"n": st.integers(-5, 5)}),
    },
)
MODEST = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def database(mongo_url: str) -> Iterator[MongoDatabase]:
    opened = MongoDatabase(mongo_url, f"t{secrets.token_hex(6)}")
    yield opened
    opened.drop()
    opened.close()


@pytest.fixture
def forms(database: MongoDatabase) -> MongoCollection:
    return database.collection("forms")


@MODEST
@given(fields=FIELDS, where=WHERES)
def test_the_server_finds_what_the_matcher_matches(
    forms: MongoCollection, fields: dict[str, Any], where: dict[str, Any]
) -> None:
    stored = document(secrets.token_hex(8), **fields)
    forms.insert(stored)
    found = forms.find("acme", {**where, "_id": stored["_id"]}).items
    assert bool(found) is matches(stored, where)


@MODEST
@given(fields=FIELDS, update=UPDATES)
def test_the_server_changes_what_the_updater_changes(
    forms: MongoCollection, fields: dict[str, Any], update: dict[str, Any]
) -> None:
    stored = document(secrets.token_hex(8), **fields)
    forms.insert(stored)
    changed = forms.change("acme", {"_id": stored["_id"]}, update)
    apply(stored, update)
    assert changed == stored | {"version": 2}


@MODEST
@given(update=UPDATES)
def test_the_server_makes_what_the_updater_makes(
    forms: MongoCollection, update: dict[str, Any]
) -> None:
    where = {"_id": secrets.token_hex(8), "b": {"$ne": 1}, "k": "kept"}
    made = forms.change("acme", where, update, upsert=True)
    expected = born(where)
    apply(expected, update, inserting=True)
    assert made == {**expected, "workspace_id": "acme", "version": 1}


@pytest.mark.parametrize("url", ["mongodb://user:hush@127.0.0.1:9/", "mongodb://127.0.0.1:9"])
def test_a_wrong_address_fails_at_start_and_names_the_host(url: str) -> None:
    began = time.monotonic()
    with pytest.raises(StoreUnavailable) as failed:
        MongoDatabase(url, "nowhere").ping()
    assert "127.0.0.1:9" in str(failed.value)
    assert "hush" not in str(failed.value)
    assert time.monotonic() - began < 8


def test_what_is_no_address_fails_at_start() -> None:
    with pytest.raises(StoreUnavailable):
        MongoDatabase("http://127.0.0.1", "nowhere").ping()


def test_the_outbox_is_one_hidden_field(database: MongoDatabase, mongo_url: str) -> None:
    from pymongo import MongoClient

    forms = database.collection("forms")
    forms.ensure([Index("by_a", ("workspace_id", "a"))])
    forms.insert(document("a"), [event(1)])
    with MongoClient[dict[str, Any]](mongo_url, tz_aware=True) as client:
        [name] = [
            one
            for one in client.list_database_names()
            if client[one].forms.count_documents({"_id": "a"})
        ]
        raw = client[name].forms.find_one({"_id": "a"})
        assert raw is not None
        assert set(raw) == {"_id", "workspace_id", "version", "outbox"}
        assert (raw["outbox"]["sent"], raw["outbox"]["due"]) == (0, event(1).time)
        forms.settle("acme", "a", 0, 1)
        raw = client[name].forms.find_one({"_id": "a"})
        assert raw is not None
        assert raw["outbox"] == {"sent": 1, "events": []}


def test_a_collection_answers_after_a_refused_form(forms: MongoCollection) -> None:
    forms.insert(document("a", name="x"))
    with pytest.raises(UnsupportedForm):
        forms.change("acme", {"_id": "a"}, {"$inc": {"name": 1}})
    assert forms.get("acme", "a") == document("a", name="x")
