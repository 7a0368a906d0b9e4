"""What MongoDB alone promises: its address is checked at start, events are hidden there."""

import secrets
from collections.abc import Iterator
from typing import Any

import pytest

from shared.documents import Index, StoreUnavailable, UnsupportedForm
from shared.documents.mongo import MongoCollection, MongoDatabase
from shared.documents.mongo.client import Client
from tests.shared.documents.samples import document, event

HASTE = "?serverSelectionTimeoutMS=200"


@pytest.fixture
def database(mongo_url: str) -> Iterator[MongoDatabase]:
    opened = MongoDatabase(mongo_url, f"t{secrets.token_hex(6)}")
    yield opened
    opened.drop()
    opened.close()


@pytest.fixture
def forms(database: MongoDatabase) -> MongoCollection:
    return database.collection("forms")


@pytest.mark.parametrize("who", ["user:hush@", ""])
def test_a_wrong_address_fails_at_start_and_names_the_host(who: str) -> None:
    with pytest.raises(StoreUnavailable) as failed:
        MongoDatabase(f"mongodb://{who}127.0.0.1:9/{HASTE}", "nowhere").ping()
    assert "127.0.0.1:9" in str(failed.value)
    assert "hush" not in str(failed.value)


@pytest.mark.parametrize(("said", "seconds"), [(HASTE, 0.2), ("", 5.0)])
def test_an_address_may_say_how_long_to_wait(said: str, seconds: float) -> None:
    client = Client(f"mongodb://127.0.0.1:9/{said}", "nowhere")
    options = client.database().client.options
    client.close()
    assert options.server_selection_timeout == seconds
    assert options.write_concern.document == {"w": "majority", "j": True, "wtimeout": 5000}


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
