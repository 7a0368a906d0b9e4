"""The names that installations, readers of topics and links in mails depend on, as they are now."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from flask import Flask
from pymongo import MongoClient

from tests.kept import stored
from tests.kept.acting import Cast
from tests.kept.conftest import Reopened, Server
from tests.kept.opening import start_all
from tests.kept.recorded import Cut
from tests.kept.stories.told import STORIES

SETTINGS = Path(__file__).parents[2] / "docs" / "settings.md"


def lived_in(left: Cut, folder: Path, server: Server) -> None:
    """Open a cut, let its story go on to its end, then start every process over the same data."""
    house = Reopened(left, folder, server)
    story = STORIES[left.story]
    cast = Cast(house, left.letters, story.workspace, house.watch)
    story.tell(cast, story.after(left.name))
    house.close()
    start_all(house.environ)


def indexes(folder: Path) -> dict[str, list[Any]]:
    """Return the indexes of the files, `database.collection.name`: fields, and if unique."""
    return {
        f"{database}.{collection}.{name}": [fields, bool(one)]
        for database in stored.DATABASES
        for collection, name, fields, one in _rows(
            folder / f"{database}.sqlite", "SELECT collection, name, fields, one FROM indexes"
        )
    }


def server_indexes(url: str, prefix: str) -> dict[str, list[Any]]:
    """Return the indexes on the server, `database.collection.name`: keys, unique, sparse."""
    with MongoClient[Any](url) as client:
        return dict(_server_indexes(client, prefix))


def _server_indexes(client: MongoClient[Any], prefix: str) -> Iterator[tuple[str, list[Any]]]:
    for name in stored.DATABASES:
        database = client[f"{prefix}_{name}"]
        for collection in database.list_collection_names():
            for index, about in database[collection].index_information().items():
                flags = [bool(about.get(flag)) for flag in ("unique", "sparse")]
                yield f"{name}.{collection}.{index}", [[list(k) for k in about["key"]], *flags]


def topics(folder: Path) -> dict[str, list[int]]:
    """Return the topics of the log: how many partitions, for how many milliseconds."""
    found = _rows(folder / "bus.sqlite", "SELECT topic, partitions, retention_ms FROM topics")
    return {topic: [partitions, retention] for topic, partitions, retention in found}


def groups(folder: Path) -> list[str]:
    """Return the groups that read the log."""
    return sorted(name for (name,) in _rows(folder / "bus.sqlite", "SELECT grp FROM groups"))


def settings() -> list[str]:
    """Return the settings that are documented; a test of the docs compares them with the code."""
    return sorted(set(re.findall(r"KERMESSE_[A-Z_]+[A-Z]", SETTINGS.read_text())))


def addresses(apps: Mapping[str, Flask]) -> list[str]:
    """Return the addresses that each application answers."""
    return sorted(
        f"{name} {method} {rule.rule}"
        for name, app in apps.items()
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    )


def _rows(path: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as rows:
        return rows.execute(query).fetchall()
