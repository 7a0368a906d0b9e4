"""A broker that ends, is away for a while, and comes back at its address with its files."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from shared.bus import Bus, BusUnavailable, Message, Publisher, Subscription, Topic
from tests.servers.running import Server
from tests.shared.bus.conftest import Broker, new_prefix
from tests.shared.bus.joining import Address, by_key, fact, first_seen, patiently, poll_until, read

AT_ONCE, KEYS = 10, 3


@pytest.fixture
def broker(own_broker: Server) -> Iterator[Broker]:
    made = Broker(Address("kafka", own_broker.address, new_prefix()))
    yield made
    made.close()


@pytest.fixture
def bus(broker: Broker) -> Bus:
    made = broker.bus()
    made.ensure_topics([Topic("facts")])
    return made


class Sender(threading.Thread):
    """Sends a key's numbers in order, again from the first that was not acknowledged."""

    def __init__(self, publisher: Publisher, key: str, ended: threading.Event) -> None:
        super().__init__()
        self._publisher = publisher
        self._key = key
        self._ended = ended
        self.acknowledged = 0

    def run(self) -> None:
        while not self._ended.is_set():
            start = self.acknowledged + 1
            batch = [fact(self._key, str(number)) for number in range(start, start + AT_ONCE)]
            try:
                answers = self._publisher.publish(batch, 2.0)
            except BusUnavailable:
                continue
            self.acknowledged += [*answers, False].index(False)


def restarted(broker: Server, sign: signal.Signals) -> None:
    broker.stop(sign)
    broker.start()


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL], ids=lambda sign: sign.name)
def test_nothing_acknowledged_is_lost_when_a_broker_restarts_in_the_middle(
    own_broker: Server, bus: Bus, sign: signal.Signals
) -> None:
    ended, found = threading.Event(), list[Message]()
    senders = [Sender(bus.publisher(), f"k{n}", ended) for n in range(KEYS)]
    member = bus.subscribe("readers", ["facts"])
    with ThreadPoolExecutor(1) as elsewhere:
        for sender in senders:
            sender.start()
        try:
            read_until(lambda: len(found) > 100, member, found)
            restart = elsewhere.submit(restarted, own_broker, sign)
            read_until(restart.done, member, found)
            restart.result()
            before = [sender.acknowledged for sender in senders]
            read_until(
                lambda: all(
                    sender.acknowledged > count + 2 * AT_ONCE
                    for sender, count in zip(senders, before, strict=True)
                ),
                member,
                found,
            )
        finally:
            ended.set()
            for sender in senders:
                sender.join()
    promised = {f"k{n}": list(range(1, s.acknowledged + 1)) for n, s in enumerate(senders)}

    def seen() -> dict[str, list[int]]:
        numbers = {key: first_seen(each) for key, each in by_key(found).items()}
        return {key: numbers[key][: len(whole)] for key, whole in promised.items()}

    read_until(lambda: seen() == promised, member, found)


def read_until(condition: Callable[[], bool], member: Subscription, found: list[Message]) -> None:
    deadline = time.monotonic() + 90
    while not condition():
        assert time.monotonic() < deadline, f"still waiting; read {len(found)} messages"
        found += patiently(member)


def test_refusals_come_in_time_and_end_when_the_broker_is_back(
    own_broker: Server, broker: Broker, bus: Bus
) -> None:
    known = bus.publisher()
    assert known.publish([fact("a", "1")], 60) == [True]
    member = bus.subscribe("readers", ["facts"])
    (first,) = read(member, 1)
    member.commit({first.place: 1})
    member.close()
    own_broker.stop(signal.SIGTERM)

    late = broker.bus()
    attempts: list[Callable[[], object]] = [
        late.ping,
        lambda: late.ensure_topics([Topic("facts")]),
        lambda: late.publisher().publish([fact("a", "3")], 1.0),
        lambda: late.subscribe("readers", ["facts"]),
    ]
    begin = time.monotonic()
    with ThreadPoolExecutor(len(attempts)) as elsewhere:
        refusals = [elsewhere.submit(attempt) for attempt in attempts]
        assert known.publish([fact("a", "2")], 1.0) == [False]
        for refusal in refusals:
            assert isinstance(refusal.exception(), BusUnavailable)
            assert own_broker.address in str(refusal.exception())
    assert time.monotonic() - begin < 60

    own_broker.start()
    assert late.publisher().publish([fact("a", "4")], 60) == [True]
    assert known.publish([fact("a", "5")], 60) == [True]
    found: list[Message] = []
    again = late.subscribe("readers", ["facts"])
    poll_until([again], lambda: {4, 5} <= set(by_key(found).get("a", [])), found)
    assert 1 not in by_key(found)["a"]
