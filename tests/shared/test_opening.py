"""What does not answer at the start is named by its setting."""

from base64 import b64encode
from pathlib import Path

import pytest

from shared.bus import Topic
from shared.opening import open_broker, open_store
from shared.settings import CommonSettings, SettingError, load

NOBODY = "127.0.0.1:9"
KEY = b64encode(bytes(32)).decode()


def given(folder: Path, **more: str) -> CommonSettings:
    environ = {"DATA_DIR": str(folder), "TOKEN_PUBLIC_KEY": KEY, **more}
    return load(CommonSettings, {f"KERMESSE_{name}": value for name, value in environ.items()})


def test_both_open_in_an_empty_folder(tmp_path: Path) -> None:
    settings = given(tmp_path / "data")
    database, bus = open_store("house", settings), open_broker(settings, [Topic("house.door")])
    database.close()
    bus.close()
    assert sorted(p.name for p in (tmp_path / "data").glob("*.sqlite")) == [
        "bus.sqlite",
        "house.sqlite",
    ]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = given(tmp_path / "file")
    with pytest.raises(SettingError, match="KERMESSE_DATA_DIR"):
        open_store("house", settings)
    with pytest.raises(SettingError, match="KERMESSE_DATA_DIR"):
        open_broker(settings, [])


def test_a_database_that_does_not_answer_is_named(tmp_path: Path) -> None:
    settings = given(tmp_path, MONGO_URL=f"mongodb://{NOBODY}/?serverSelectionTimeoutMS=200")
    with pytest.raises(SettingError, match="KERMESSE_MONGO_URL"):
        open_store("house", settings)


@pytest.mark.slow
def test_a_broker_that_does_not_answer_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="KERMESSE_KAFKA_BOOTSTRAP"):
        open_broker(given(tmp_path, KAFKA_BOOTSTRAP=NOBODY), [])
