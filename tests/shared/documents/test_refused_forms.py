"""What is outside the closed set is refused by both adapters alike, before it reaches a server.

So no server is needed: here a database is a file or an address that nothing can be asked of, and
whatever came as far as that would raise `StoreUnavailable` instead.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from shared.documents import (
    Change,
    Collection,
    Database,
    Index,
    StoreUnavailable,
    UnsupportedForm,
    open_database,
)
from shared.errors import Invalid
from shared.events import Event
from tests.shared.documents.refused import DOCUMENTS, EVENTS, FILTERS, UPDATES, UPSERTS
from tests.shared.documents.samples import NOON, document, event

UPDATE = {"$set": {"a": 1}}


@pytest.fixture(params=["sqlite", "mongo"], ids=["no file", "no server"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database of which nothing can be asked."""
    (tmp_path / "file").write_text("not a folder")
    unreachable = {
        "sqlite": {"data_dir": str(tmp_path / "file")},
        "mongo": {"mongo_url": "mongodb://127.0.0.1:9/?serverSelectionTimeoutMS=20"},
    }
    opened = open_database("suite", **unreachable[request.param])
    yield opened
    opened.close()


@pytest.fixture
def forms(database: Database) -> Collection:
    return database.collection("forms")


@pytest.mark.slow
def test_whatever_is_inside_the_set_reaches_the_server(forms: Collection) -> None:
    where = {"_id": "a", "n": {"$gt": 1}}
    for call in (
        lambda: forms.find("acme", where),
        lambda: forms.count("acme", where),
        lambda: forms.delete("acme", where),
        lambda: forms.get("acme", "a"),
        lambda: forms.change("acme", where, UPDATE),
        lambda: forms.change_each("acme", [Change(where, UPDATE)]),
        lambda: forms.insert(document("a")),
        lambda: forms.insert_many([document("a")]),
        lambda: forms.replace(document("a")),
        lambda: forms.ensure([Index("by_n", ("workspace_id", "n"))]),
        lambda: forms.pending(1),
        lambda: forms.settle("acme", "a", 0, 1),
        lambda: forms.claim_due(NOON, timedelta(hours=1)),
    ):
        with pytest.raises(StoreUnavailable):
            call()  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("where", FILTERS, ids=repr)
def test_a_filter_outside_the_set_is_refused(forms: Collection, where: Any) -> None:
    for call in (forms.find, forms.count, forms.delete):
        with pytest.raises(UnsupportedForm):
            call("acme", where)
    with pytest.raises(UnsupportedForm):
        forms.change("acme", where, UPDATE)
    with pytest.raises(UnsupportedForm):
        forms.change_each("acme", [Change({"_id": "a"}, UPDATE), Change(where, UPDATE)])


@pytest.mark.parametrize("update", UPDATES, ids=repr)
def test_an_update_outside_the_set_is_refused(forms: Collection, update: Any) -> None:
    with pytest.raises(UnsupportedForm):
        forms.change("acme", {"_id": "a"}, update)
    with pytest.raises(UnsupportedForm):
        forms.change("acme", {"_id": "a"}, update, upsert=True)
    with pytest.raises(UnsupportedForm):
        forms.change_each("acme", [Change({"_id": "a"}, UPDATE), Change({"_id": "b"}, update)])


@pytest.mark.parametrize("stored", DOCUMENTS, ids=repr)
def test_a_document_outside_the_set_is_refused(forms: Collection, stored: Any) -> None:
    for call in (forms.insert, forms.replace):
        with pytest.raises(UnsupportedForm):
            call(stored)
    with pytest.raises(UnsupportedForm):
        forms.insert_many([document("a"), stored])


@pytest.mark.parametrize("leaf", [1, "text", "é", [], {}])
def test_a_value_nested_beyond_what_servers_hold_is_refused(
    forms: Collection, leaf: object
) -> None:
    deep: Any = leaf
    for _ in range(65):
        deep = {"in": deep}
    for call in (
        lambda: forms.insert(document("a", deep=deep)),
        lambda: forms.change("acme", {"_id": "a"}, {"$set": {"deep": deep}}),
        lambda: forms.insert(document("a"), [event(1, deep=deep)]),
    ):
        with pytest.raises(UnsupportedForm):
            call()  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("where", UPSERTS, ids=repr)
def test_an_upsert_that_does_not_say_what_it_makes_is_refused(
    forms: Collection, where: Any
) -> None:
    with pytest.raises(UnsupportedForm):
        forms.change("acme", where, {"$set": {"z": 1}}, upsert=True)


@pytest.mark.parametrize("strange", EVENTS, ids=lambda one: repr(one)[:60])
def test_an_event_outside_the_set_is_refused(forms: Collection, strange: Event) -> None:
    for call in (
        lambda: forms.insert(document("a"), [strange]),
        lambda: forms.replace(document("a"), [strange]),
        lambda: forms.change("acme", {"_id": "a"}, UPDATE, [strange]),
        lambda: forms.change_each("acme", [Change({"_id": "a"}, UPDATE, (strange,))]),
        lambda: forms.insert(document("a"), [event(7), event(7)]),
    ):
        with pytest.raises(UnsupportedForm):
            call()  # type: ignore[no-untyped-call]


def test_a_question_without_workspace_is_refused(forms: Collection) -> None:
    for call in (
        lambda: forms.find("", {}),
        lambda: forms.count("", {}),
        lambda: forms.delete("", {}),
        lambda: forms.get("", "a"),
        lambda: forms.change("", {"_id": "a"}, UPDATE),
        lambda: forms.get({"$ne": ""}, "a"),  # type: ignore[arg-type]
        lambda: forms.get("acme", {"$ne": ""}),  # type: ignore[arg-type]
    ):
        with pytest.raises(UnsupportedForm):
            call()  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    "asked",
    [
        {"sort": "at"},
        {"sort": ("at",)},
        {"sort": ("_id", "_id")},
        {"sort": ("_id.0",)},
        {"sort": ("$natural",)},
        {"limit": 0},
        {"fields": "name"},
        {"fields": ["name", "name.first"]},
        {"fields": ["outbox"]},
        {"fields": ["items.$"]},
    ],
    ids=repr,
)
def test_a_page_outside_the_set_is_refused(forms: Collection, asked: dict[str, Any]) -> None:
    with pytest.raises(UnsupportedForm):
        forms.find("acme", {}, **asked)


def test_a_change_in_an_order_that_no_index_serves_is_refused(forms: Collection) -> None:
    with pytest.raises(UnsupportedForm):
        forms.change("acme", {}, UPDATE, sort=("at",))


def test_due_work_in_local_time_is_refused(forms: Collection) -> None:
    with pytest.raises(UnsupportedForm):
        forms.claim_due(datetime(2026, 1, 1), timedelta(hours=1))  # noqa: DTZ001


@pytest.mark.parametrize("name", ["", "a.b", "$a", "a\x00b"], ids=repr)
def test_a_collection_that_no_store_could_carry_is_refused(database: Database, name: str) -> None:
    with pytest.raises(UnsupportedForm):
        database.collection(name)


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
def test_an_index_that_servers_keep_differently_is_refused(forms: Collection, index: Index) -> None:
    with pytest.raises(UnsupportedForm):
        forms.ensure([index])


@pytest.mark.parametrize("place", ["", "%%%", "bnVsbA", "WzFd", "W251bGwsMV0", "é", "WyJhIl14"])
def test_a_place_from_outside_that_is_no_place_is_an_error_of_the_caller(
    forms: Collection, place: str
) -> None:
    with pytest.raises(Invalid):
        forms.find("acme", {}, after=place)
