"""Contests services over a database of their own, for each test."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.documents import Database, open_database
from tests.contests.desk import Desk, desk_over
from tests.contests.world import World, world_at


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A service over one SQLite file."""
    database = open_database("contests", data_dir=str(tmp_path))
    yield desk_over(database)
    database.close()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A service with its worker over one SQLite file, time and mails by hand."""
    with world_at(tmp_path) as built:
        yield built


@pytest.fixture(params=["sqlite", pytest.param("mongo", marks=pytest.mark.mongo)])
def each_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database of each kind."""
    if request.param == "sqlite":
        database = open_database("contests", data_dir=str(tmp_path))
    else:
        url, prefix = request.getfixturevalue("mongo_url"), f"t{secrets.token_hex(6)}"
        database = open_database("contests", mongo_url=url, prefix=prefix)
    yield database
    if request.param == "mongo":
        database.drop()  # type: ignore[attr-defined]
    database.close()
