"""What happens to messages while a broker does not answer."""

import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from shared.bus import BusUnavailable, Topic
from shared.bus.kafka import KafkaBus
from shared.bus.watchdog import EXIT_CODE
from tests.servers.running import Server, free_ports
from tests.shared.bus.joining import ROOT, fact, read

pytestmark = pytest.mark.kafka
STUCK = """
import sys
from shared.bus.kafka import KafkaBus
from tests.shared.bus.joining import fact
bus = KafkaBus(sys.argv[1], sys.argv[2], stuck_after=2.0)
print(bus.publisher().publish([fact("a", "before")]), flush=True)
sys.stdin.readline()
print(bus.publisher().publish([fact("a", "after")], timeout=60), flush=True)
"""


@pytest.fixture
def bus(own_kafka: Server) -> Iterator[KafkaBus]:
    made = KafkaBus(own_kafka.address, f"t{uuid.uuid4().hex[:8]}.")
    made.ensure_topics([Topic("facts")])
    yield made
    own_kafka.go_on()
    made.close()


def test_what_was_sent_into_a_frozen_broker_arrives_once_in_order(
    own_kafka: Server, bus: KafkaBus
) -> None:
    publisher = bus.publisher()
    assert publisher.publish([fact("a", "0")]) == [True]
    own_kafka.freeze()
    with ThreadPoolExecutor(1) as elsewhere:
        waiting = elsewhere.submit(
            publisher.publish, [fact("a", str(n)) for n in range(1, 201)], 30.0
        )
        time.sleep(5)
        assert not waiting.done()
        own_kafka.go_on()
        assert waiting.result(30) == [True] * 200
    values = [int(m.value) for m in read(bus.subscribe("readers", ["facts"]), 201)]
    assert values == list(range(201))


def test_a_publish_that_waits_too_long_says_so(own_kafka: Server, bus: KafkaBus) -> None:
    assert bus.publisher().publish([fact("a", "0")]) == [True]
    own_kafka.freeze()
    begin = time.monotonic()
    assert bus.publisher().publish([fact("a", "1"), fact("b", "2")], 1.0) == [False, False]
    assert time.monotonic() - begin < 3


def test_a_stuck_producer_ends_its_process(own_kafka: Server, bus: KafkaBus) -> None:
    prefix = bus._naming.prefix
    stuck = subprocess.Popen(
        [sys.executable, "-c", STUCK, own_kafka.address, prefix],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert stuck.stdin is not None
    assert stuck.stdout is not None
    assert stuck.stdout.readline() == "[True]\n"
    own_kafka.freeze()
    stuck.stdin.write("\n")
    stuck.stdin.flush()
    assert stuck.wait(20) == EXIT_CODE


def test_a_restarted_broker_still_holds_everything(own_kafka: Server, bus: KafkaBus) -> None:
    assert bus.publisher().publish([fact("a", "before")]) == [True]
    member = bus.subscribe("readers", ["facts"])
    (first,) = read(member, 1)
    member.commit({first.place: first.offset + 1})
    own_kafka.restart()
    assert bus.publisher().publish([fact("a", "after")], 30.0) == [True]
    assert [m.value for m in read(member, 1)] == [b"after"]


def test_an_address_where_nobody_listens_is_named() -> None:
    (port,) = free_ports(1)
    bus = KafkaBus(f"127.0.0.1:{port}")
    for action in (bus.ping, lambda: bus.ensure_topics([Topic("facts")])):
        begin = time.monotonic()
        with pytest.raises(BusUnavailable, match=f"127.0.0.1:{port}"):
            action()
        assert time.monotonic() - begin < 8
