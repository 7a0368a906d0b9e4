"""Partitions move while messages flow: each has one reader, and none is lost."""

import threading
from collections import defaultdict
from collections.abc import Callable

from shared.bus import Bus, Message, Topic, TopicPartition
from tests.servers.running import until
from tests.shared.bus.conftest import Broker
from tests.shared.bus.joining import by_key, fact, first_seen, patiently

EVERY = frozenset(("moving", number) for number in range(6))
Closing = Callable[[Callable[[], object]], None]


class Reader(threading.Thread):
    """A member in a thread of its own, which reads and commits until it is told to leave."""

    def __init__(self, bus: Bus, found: list[Message]) -> None:
        super().__init__()
        self._bus = bus
        self._found = found
        self._told = threading.Event()
        self.holds: frozenset[TopicPartition] = frozenset()
        self.start()

    def run(self) -> None:
        member = self._bus.subscribe("readers", ["moving"])
        while not self._told.is_set():
            self._found += patiently(member, 0.1)
            self.holds = member.assignment()
        member.close()
        self.holds = frozenset()

    def leave(self) -> None:
        self._told.set()
        self.join()


def shared_out(*readers: Reader) -> bool:
    """Tell whether each partition has one of these readers, and each reader has some."""
    parts = [reader.holds for reader in readers]
    return all(parts) and sum(map(len, parts)) == len(EVERY) and frozenset().union(*parts) == EVERY


def test_members_come_and_go_and_nothing_is_lost(
    broker: Broker, bus: Bus, closing: Closing
) -> None:
    bus.ensure_topics([Topic("moving", partitions=len(EVERY))])
    found, sent = list[Message](), defaultdict[str, list[int]](list)

    def join() -> Reader:
        reader = Reader(broker.bus(), found)
        closing(reader.leave)
        return reader

    def publish_until(condition: Callable[[], bool]) -> None:
        def step() -> bool:
            batch = [fact(f"k{n}", str(len(sent[f"k{n}"])), "moving") for n in range(12)]
            for each in batch:
                sent[each.key].append(int(each.value))
            assert all(bus.publisher().publish(batch, 60))
            return condition()

        until(step, 60, "the division")

    one = join()
    publish_until(lambda: shared_out(one))
    two, three = join(), join()
    publish_until(lambda: shared_out(one, two, three))
    one.leave()
    publish_until(lambda: shared_out(two, three))
    four = join()
    publish_until(lambda: shared_out(two, three, four))
    three.leave()
    two.leave()
    publish_until(lambda: shared_out(four))
    until(lambda: {k: first_seen(n) for k, n in by_key(found).items()} == sent, 60, "the rest")
