"""What happens to messages while a broker does not answer: the log's file locked, Kafka stopped."""

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from shared.bus import Bus, BusUnavailable, Message, Subscription, Topic, TopicPartition
from shared.bus.embedded import EmbeddedBus
from shared.bus.watchdog import EXIT_CODE
from tests.servers.running import Server, until
from tests.shared.bus.conftest import Broker, new_prefix
from tests.shared.bus.joining import (
    ROOT,
    Address,
    Lock,
    Other,
    by_key,
    fact,
    first_seen,
    patiently,
    poll_until,
    read,
)

pytestmark = pytest.mark.slow

LONG = pytest.mark.long
KEYS, EACH, FLOOD, MOST_GROWTH = 4, 125, 200_000, 60_000_000
STUCK = """
import sys
from shared.bus.kafka import KafkaBus
from tests.shared.bus.joining import fact
bus = KafkaBus(sys.argv[1], sys.argv[2], stuck_after=2.0)
bus.publisher().publish([fact("a", "before")], timeout=60)
print("ready", flush=True)
sys.stdin.readline()
print(bus.publisher().publish([fact("a", "after")], timeout=60), flush=True)
"""


@pytest.fixture
def bus(stalling: Broker) -> Iterator[Bus]:
    made = stalling.bus()
    made.ensure_topics([Topic("facts")])
    yield made
    stalling.go_on()


@pytest.mark.timeout(400)
@pytest.mark.parametrize("seconds", [5, pytest.param(25, marks=LONG), pytest.param(70, marks=LONG)])
def test_what_waits_while_a_broker_is_frozen_arrives_once_in_order(
    stalling: Broker, bus: Bus, seconds: int
) -> None:
    publisher = bus.publisher()
    assert publisher.publish([fact("k0", "0")], 60) == [True]
    member, seen = bus.subscribe("living", ["facts"]), list[Message]()
    poll_until([member], lambda: len(seen) == 1, seen)
    batches = [[fact(f"k{n}", str(number)) for number in range(1, EACH + 1)] for n in range(KEYS)]
    stalling.freeze()
    with ThreadPoolExecutor(KEYS) as elsewhere:
        waiting = [elsewhere.submit(publisher.publish, batch, seconds + 90.0) for batch in batches]
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            seen += patiently(member)
        assert not any(each.done() for each in waiting)
        stalling.go_on()
        assert [each.result() for each in waiting] == [[True] * EACH] * KEYS
    whole = {f"k{n}": list(range(0 if n == 0 else 1, EACH + 1)) for n in range(KEYS)}
    assert by_key(read(bus.subscribe("readers", ["facts"]), 1 + KEYS * EACH)) == whole

    deadline = time.monotonic() + 60
    while {key: first_seen(numbers) for key, numbers in by_key(seen).items()} != whole:
        assert time.monotonic() < deadline, by_key(seen)
        seen += patiently(member)


def test_a_publish_that_waits_too_long_says_so(stalling: Broker, bus: Bus) -> None:
    assert bus.publisher().publish([fact("a", "0")], 60) == [True]
    stalling.freeze()
    begin = time.monotonic()
    try:
        answers = bus.publisher().publish([fact("a", "1"), fact("b", "2")], 1.0)
    except BusUnavailable:
        answers = [False, False]
    assert answers == [False, False]
    assert 0.9 < time.monotonic() - begin < 20
    # Nothing waits for the log: what it could not store is given back at once.
    assert (bus.unresolved_seconds() > 0.9) == (stalling.address.kind == "kafka")


def test_sends_without_end_to_a_frozen_broker_are_refused_and_take_no_memory(
    stalling: Broker, bus: Bus
) -> None:
    with Other(stalling.address, "flood", str(FLOOD)) as other:
        assert other.line() == "ready"
        stalling.freeze()
        other.tell("go")
        growth, refused, acknowledged = map(int, other.line().split())
        assert growth < MOST_GROWTH
        assert refused > FLOOD / 100 / 2
        assert acknowledged == 0
        stalling.go_on()
        other.tell("go on")
        last = int(other.line())
        member, found = bus.subscribe("readers", ["facts"]), list[Message]()
        poll_until([member], lambda: last in by_key(found).get("a", []), found)
    (numbers,) = by_key(found).values()
    assert numbers[0] == 0
    assert numbers == sorted(set(numbers))


def test_members_of_the_log_keep_their_partitions_while_it_is_locked(tmp_path: Path) -> None:
    address = Address("embedded", str(tmp_path / "bus.sqlite"), new_prefix())
    buses = [EmbeddedBus(address.where, address.prefix, session_timeout=1.0) for _ in range(2)]
    buses[0].ensure_topics([Topic("facts", 4)])
    members = [bus.subscribe("readers", ["facts"]) for bus in buses]
    poll_until(members, lambda: all(len(each.assignment()) == 2 for each in members))
    before, lock = [each.assignment() for each in members], Lock(address)
    unlocked, end = time.monotonic() + 3, time.monotonic() + 5

    def held(member: Subscription) -> set[frozenset[TopicPartition]]:
        found = set()
        while time.monotonic() < end:
            patiently(member)
            found.add(member.assignment())
        return found

    lock.freeze()
    with ThreadPoolExecutor(2) as elsewhere:
        follows = [elsewhere.submit(held, each) for each in members]
        until(lambda: time.monotonic() > unlocked, 10, "the unlocking")
        lock.go_on()
        assert [each.result() for each in follows] == [{each} for each in before]
    for member in members:
        member.close()


def test_a_stuck_producer_ends_its_process(own_broker: Server) -> None:
    prefix = new_prefix()
    admin = Broker(Address("kafka", own_broker.address, prefix))
    admin.bus().ensure_topics([Topic("facts")])
    stuck = subprocess.Popen(
        [sys.executable, "-c", STUCK, own_broker.address, prefix],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert stuck.stdin is not None
    assert stuck.stdout is not None
    assert stuck.stdout.readline() == "ready\n"
    own_broker.freeze()
    stuck.stdin.write("\n")
    stuck.stdin.flush()
    assert stuck.wait(60) == EXIT_CODE
    own_broker.go_on()
    admin.close()
