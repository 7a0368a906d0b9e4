"""A process without its secrets does not start, and says which one is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contests.desk import ENVIRONMENT


@pytest.mark.parametrize("name", ["KERMESSE_CONTESTS_WRAPPING_KEY", "KERMESSE_TOKEN_PUBLIC_KEY"])
def test_the_web_process_does_not_start_without_a_secret(name: str, tmp_path: Path) -> None:
    environ = {**os.environ, **ENVIRONMENT, "KERMESSE_DATA_DIR": str(tmp_path), name: ""}
    started = subprocess.run(
        [sys.executable, "-c", "import services.contests.web"],
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert started.returncode == 2
    assert name in started.stderr
