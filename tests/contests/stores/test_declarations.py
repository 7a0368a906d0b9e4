"""Every collection of the service declares itself, and every process opens all of them."""

import importlib
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient
from pymongo.collection import Collection

from services.contests import stores
from shared.documents import Declaration, open_database
from tests.contests.desk import Desk, desk_over

FOLDER = Path(stores.__file__).parent


def declarations() -> Iterator[tuple[str, Declaration]]:
    """Yield each declaration of the folder with the name of its file."""
    for path in sorted(FOLDER.glob("[!_]*.py")):
        module = importlib.import_module(f"services.contests.stores.{path.stem}")
        for value in vars(module).values():
            if isinstance(value, Declaration):
                yield path.stem, value


def test_each_file_declares_the_collection_of_its_name() -> None:
    assert [name for name, _ in declarations()] == [path.stem for path in files()]
    assert all(name == each.name for name, each in declarations())


def test_what_the_folder_declares_is_what_a_process_opens(desk: Desk) -> None:
    declared = {each.name: each for _, each in declarations()}
    assert {each.name: each for each in desk.database.declared} == declared


def test_these_collections_publish(desk: Desk) -> None:
    assert sorted(each.name for each in desk.database.publishing()) == [
        "audit",
        "contests",
        "draws",
        "entries",
        "letters",
        "mails",
        "outcomes",
        "refusals",
        "winners",
    ]


@pytest.mark.mongo
def test_on_mongodb_the_relay_finds_every_event_by_an_index(mongo_url: str) -> None:
    prefix = f"t{secrets.token_hex(6)}"
    database = open_database("contests", mongo_url=mongo_url, prefix=prefix)
    publishing = desk_over(database).database.publishing()
    with MongoClient[dict[str, object]](mongo_url) as client:
        indexed = {
            each.name: [("outbox.due", 1)]
            in [one["key"] for one in served(client[f"{prefix}_contests"][each.name])]
            for each in publishing
        }
        client.drop_database(f"{prefix}_contests")
    database.close()
    assert indexed == {each.name: True for each in publishing}


def served(collection: Collection[dict[str, object]]) -> list[dict[str, Any]]:
    """Return what the server tells of the indexes of a collection."""
    return [dict(one) for one in collection.index_information().values()]


def files() -> list[Path]:
    """Return the files of the folder."""
    return sorted(FOLDER.glob("[!_]*.py"))
