"""What the contests service stands on, and what stops its start."""

import base64
from pathlib import Path

import pytest

from services.contests.bootstrap.foundation import open_foundation
from services.contests.settings import WebSettings
from shared.settings import SettingError, load


def settings(folder: Path, key: bytes) -> WebSettings:
    return load(
        WebSettings,
        {
            "KERMESSE_DATA_DIR": str(folder),
            "KERMESSE_CONTESTS_WRAPPING_KEY": base64.b64encode(key).decode(),
            "KERMESSE_TOKEN_PUBLIC_KEY": base64.b64encode(bytes(32)).decode(),
        },
    )


def test_another_wrapping_key_than_the_database_s_stops_the_start_with_its_name(
    tmp_path: Path,
) -> None:
    for _ in range(2):
        open_foundation(settings(tmp_path, bytes(32))).database.close()
    with pytest.raises(SettingError, match="KERMESSE_CONTESTS_WRAPPING_KEY"):
        open_foundation(settings(tmp_path, bytes(range(32))))
    open_foundation(settings(tmp_path, bytes(32))).database.close()
