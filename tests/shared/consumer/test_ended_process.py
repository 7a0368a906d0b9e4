"""SIGTERM in the middle of a batch, over both buses: nothing is lost, nothing handled again."""

import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.bus import Bus, Topic
from shared.clock import SystemClock
from shared.consumer import Consumer, Received
from shared.metrics import Metrics
from tests.servers.running import until
from tests.shared.bus.joining import ROOT, Address, connect
from tests.shared.consumer.conftest import KIND, A, message

COUNT, BATCH, HELD = 70, 20, 27
pytestmark = pytest.mark.processes


@pytest.fixture(params=["embedded", pytest.param("kafka", marks=pytest.mark.kafka)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Address:
    where = str(tmp_path / "bus.sqlite")
    if request.param == "kafka":
        where = request.getfixturevalue("kafka_bootstrap")
    return Address(request.param, where, f"t{uuid.uuid4().hex[:10]}.")


@pytest.fixture
def bus(address: Address) -> Iterator[Bus]:
    made = connect(address)
    made.ensure_topics([Topic("contests.entry", 3), Topic("dead-letters", 1)])
    yield made
    made.close()


def ended_in_mid_batch(how: str, folder: Path, address: Address) -> list[str]:
    """Return what a worker handled that was asked to end while it held event number 27."""
    command = [sys.executable, "-m", "tests.shared.consumer.reading_worker", how, str(folder)]
    with (folder / "log").open("w") as log:
        worker = subprocess.Popen(
            [*command, f"{A}.{HELD}", address.kind, address.where, address.prefix],
            cwd=ROOT,
            stderr=log,
        )
    try:
        until((folder / "holding").exists, 60, "the event in hand")
        worker.send_signal(signal.SIGTERM)
        until(lambda: '"ending"' in (folder / "log").read_text(), 20, "the end's begin")
        (folder / "go").touch()
        assert worker.wait(20) == 0
    finally:
        worker.kill()
        worker.wait()
    return (folder / "handled").read_text().split()


def the_rest(bus: Bus, count: int) -> list[str]:
    """Return what the next member of the group is handed."""
    seen: list[str] = []

    def handle(event: Received) -> None:
        seen.append(event.id)

    consumer = Consumer(
        bus,
        "readers",
        ["contests.entry"],
        {KIND: handle},
        "dead-letters",
        clock=SystemClock(),
        metrics=Metrics("test"),
    )

    def all_came() -> bool:
        consumer.run_once(0.2)
        return len(seen) >= count

    until(all_came, 60, "the rest")
    consumer.run_once(0.2)
    consumer.close()
    return seen


@pytest.mark.parametrize(
    ("how", "handled"), [("one by one", HELD), ("together", 2 * BATCH)], ids=["one", "together"]
)
def test_the_call_in_hand_is_the_last_one_and_is_committed(
    address: Address, bus: Bus, tmp_path: Path, how: str, handled: int
) -> None:
    batch = [message(A, n) for n in range(1, COUNT + 1)]
    assert all(bus.publisher().publish(batch))
    first = ended_in_mid_batch(how, tmp_path, address)
    whole = [f"{A}.{n}" for n in range(1, COUNT + 1)]
    assert first == whole[:handled]
    assert the_rest(bus, COUNT - handled) == whole[handled:]
