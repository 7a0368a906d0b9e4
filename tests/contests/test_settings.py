"""A process without its secrets does not start, and says which one is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contests.desk import ENVIRONMENT

pytestmark = pytest.mark.slow


def start(tmp_path: Path, **changes: str) -> "subprocess.CompletedProcess[str]":
    environ = {**os.environ, **ENVIRONMENT, "KERMESSE_DATA_DIR": str(tmp_path), **changes}
    return subprocess.run(
        [sys.executable, "-c", "import services.contests.web"],
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("name", ["KERMESSE_CONTESTS_WRAPPING_KEY", "KERMESSE_TOKEN_PUBLIC_KEY"])
def test_the_web_process_does_not_start_without_a_secret(name: str, tmp_path: Path) -> None:
    started = start(tmp_path, **{name: ""})
    assert started.returncode == 2
    assert name in started.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KERMESSE_MONGO_URL", "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200"),
        ("KERMESSE_DATA_DIR", "/dev/null/nowhere"),
    ],
)
def test_a_database_that_does_not_answer_stops_the_start_with_its_setting(
    name: str, value: str, tmp_path: Path
) -> None:
    started = start(tmp_path, **{name: value})
    assert started.returncode == 2
    assert name in started.stderr


def test_a_complete_environment_starts_the_web_process(tmp_path: Path) -> None:
    assert start(tmp_path).returncode == 0
