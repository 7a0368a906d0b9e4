"""One suite for both adapters: every test that takes `database` runs on each."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from pymongo import MongoClient

from shared.documents import Database, open_database

Address = dict[str, str]


@pytest.fixture(params=["sqlite", pytest.param("mongo", marks=pytest.mark.mongo)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Address:
    """What `open_database` needs to reach this test's own database, from any process."""
    if request.param == "sqlite":
        return {"service": "suite", "data_dir": str(tmp_path)}
    url = request.getfixturevalue("mongo_url")
    return {"service": "suite", "mongo_url": url, "prefix": f"t{secrets.token_hex(6)}"}


@pytest.fixture
def database(address: Address) -> Iterator[Database]:
    """This test's own database, gone afterwards."""
    opened = open_database(**address)
    yield opened
    if "mongo_url" in address:
        opened.drop()  # type: ignore[attr-defined]
    opened.close()


@pytest.fixture
def is_mongo_java_server(address: Address) -> bool:
    """Tell the test server, which knows no build, from a MongoDB."""
    if "mongo_url" not in address:
        return False
    with MongoClient[dict[str, object]](address["mongo_url"]) as client:
        return "gitVersion" not in client.admin.command("buildInfo")
