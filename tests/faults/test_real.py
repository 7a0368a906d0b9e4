"""The proof on Kafka and a server of MongoDB's protocol, which fail as well.

The broker is killed and started again with its files; the other keeps all in memory, so that it
can only stand still.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.proof import Measure, prove
from tests.harness.servers import Servers

pytestmark = [pytest.mark.faults, pytest.mark.processes, pytest.mark.timeout(290)]


def test_nothing_acknowledged_is_lost_when_servers_fail_too(
    tmp_path: Path, real: Servers, tell: Callable[[str], None]
) -> None:
    prove(tmp_path, real, Measure(2, people=160, open_for=30, confirm_within=60), tell)
