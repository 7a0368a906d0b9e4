"""A database knows the key that it was made with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.documents import Database, open_database
from shared.secrets import KeyChecks, SecretWrapper
from shared.settings import SettingError

SETTING = "KERMESSE_SOMETHING_WRAPPING_KEY"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database("something", data_dir=str(tmp_path))
    yield opened
    opened.close()


def test_the_key_of_the_first_process_becomes_that_of_the_database(database: Database) -> None:
    for _ in range(2):
        KeyChecks(database).require(SecretWrapper(bytes(32)), SETTING)
    with pytest.raises(SettingError, match=f"{SETTING}: this is not the key"):
        KeyChecks(database).require(SecretWrapper(bytes(range(32))), SETTING)


def test_what_is_kept_tells_no_key(database: Database) -> None:
    key = bytes(range(32))
    checks = KeyChecks(database)
    checks.require(SecretWrapper(key), SETTING)
    kept = checks.collection.get("-", "wrapping-key") or {}
    assert set(kept) == {"_id", "workspace_id", "version", "wrapped"}
    assert key not in kept["wrapped"]
    assert b"kermesse" not in kept["wrapped"]
