"""One stack for each folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from stack.errors import WrongSetting
from stack.folder_lock import held
from stack.supervisor import ROOT
from tests.harness.disk import small_disk

TRY = """
import sys
from pathlib import Path
from stack.errors import WrongSetting
from stack.folder_lock import held
try:
    with held(Path(sys.argv[1]), "kermesse up"):
        print("held")
except WrongSetting as error:
    print(error)
"""


def try_elsewhere(path: Path) -> str:
    command = [sys.executable, "-c", TRY, str(path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_a_second_process_is_refused_and_told_who_has_the_folder(tmp_path: Path) -> None:
    with held(tmp_path / "up.lock", "kermesse up"):
        said = try_elsewhere(tmp_path / "up.lock")
    assert f"kermesse up already runs in {tmp_path} (process {os.getpid()})" in said


def test_the_folder_is_free_again_afterwards(tmp_path: Path) -> None:
    with held(tmp_path / "up.lock", "kermesse up"):
        pass
    assert try_elsewhere(tmp_path / "up.lock") == "held\n"


def test_a_lock_that_a_dead_process_left_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "up.lock").write_text("1\n")
    with held(tmp_path / "up.lock", "kermesse up"):
        assert (tmp_path / "up.lock").read_text() == f"{os.getpid()}\n"


def test_a_refusal_is_a_wrong_setting(tmp_path: Path) -> None:
    with (
        held(tmp_path / "up.lock", "kermesse up"),
        pytest.raises(WrongSetting),
        held(tmp_path / "up.lock", "kermesse up"),
    ):
        raise AssertionError


def test_a_disk_without_room_is_a_wrong_setting_that_names_the_folder(tmp_path: Path) -> None:
    with (
        small_disk(tmp_path / "disk", megabytes=1) as disk,
        disk.full(),
        pytest.raises(WrongSetting, match=r"KERMESSE_DATA_DIR: .* \(No space left on device\)"),
        held(disk.folder / "up.lock", "kermesse up"),
    ):
        pass
