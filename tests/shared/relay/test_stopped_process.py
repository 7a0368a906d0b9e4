"""A relay process is stopped in every place while another one goes on, over both buses.

It stands still for as long as the other needs; in the long test, for 30 s in each place.
"""

import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest

from shared.bus import Bus, Topic
from shared.clock import SystemClock
from shared.documents import Collection, open_database
from shared.metrics import Metrics
from shared.relay import Relay
from tests.servers.running import until
from tests.shared.bus.joining import ROOT, Address, connect, read
from tests.shared.relay.conftest import Recording, waiting
from tests.shared.relay.pausing import PLACES
from tests.shared.relay.test_two_relays import Author

pytestmark = [pytest.mark.processes, pytest.mark.timeout(300)]


@pytest.fixture(params=["embedded", pytest.param("kafka", marks=pytest.mark.kafka)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Address:
    where = str(tmp_path / "bus.sqlite")
    if request.param == "kafka":
        where = request.getfixturevalue("kafka_bootstrap")
    return Address(request.param, where, f"t{uuid.uuid4().hex[:10]}.")


def drained(relay: Relay, entries: Collection) -> bool:
    relay.run_once()
    return not waiting(entries)


def stand_still(
    process: "subprocess.Popen[str]",
    place: str,
    seconds: int,
    author: Author,
    relay: Relay,
    entries: Collection,
) -> None:
    """Meet the process where it stopped; the other relay goes on and more is written."""
    assert process.stdout is not None
    assert process.stdout.readline().strip() == place
    _, status = os.waitpid(process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    begin = time.monotonic()
    for _ in range(3):
        author.some()
        until(lambda: drained(relay, entries), 60, "the other relay's turn")
    while time.monotonic() - begin < seconds:
        author.some()
        until(lambda: drained(relay, entries), 60, "the other relay's turn")
        time.sleep(0.5)
    author.some()
    os.kill(process.pid, signal.SIGCONT)


def held(bus: Bus) -> Recording:
    """Return all that is on the bus, in the order in which it would be read."""
    member = bus.subscribe("checkers", ["contests.entry"])
    found = Recording()
    found.sent = list(read(member, sum(member.end_offsets().values())))  # type: ignore[arg-type]
    member.close()
    return found


@pytest.mark.parametrize("seconds", [0, pytest.param(30, marks=pytest.mark.long)])
def test_no_event_is_lost_and_no_number_reused(
    address: Address, tmp_path: Path, seconds: int
) -> None:
    bus, database = connect(address), open_database("suite", data_dir=str(tmp_path))
    bus.ensure_topics([Topic("contests.entry")])
    entries = database.collection("entries")
    entries.ensure(())
    author = Author(entries, 11)
    author.some()
    relay = Relay(
        "contests", [entries], bus.publisher, clock=SystemClock(), metrics=Metrics("contests")
    )
    command = [sys.executable, "-m", "tests.shared.relay.relaying", str(tmp_path)]
    process = subprocess.Popen(
        [*command, address.kind, address.where, address.prefix],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        for place in PLACES:
            stand_still(process, place, seconds, author, relay, entries)
        until(lambda: not waiting(entries), 60, "the end of what waits")
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        found = held(bus)
        assert found.applied() == author.told
        assert {len(ids) for ids in found.known().values()} == {1}
    finally:
        process.kill()
        process.wait()
        bus.close()
        database.close()
