"""The proof on SQLite files and the embedded log: each kind of process dies five times."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.proof import Measure, prove
from tests.harness.servers import embedded

pytestmark = [pytest.mark.faults, pytest.mark.processes, pytest.mark.timeout(290)]


def test_nothing_acknowledged_is_lost_whatever_is_killed_or_stands_still(
    tmp_path: Path, tell: Callable[[str], None]
) -> None:
    prove(tmp_path, embedded(), Measure(5, people=400, open_for=30, confirm_within=25), tell)
