"""The same suite for both adapters; each test has topics and groups of its own."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from shared.bus import Bus, Subscription, Topic
from tests.servers.running import Server, kafka_answers
from tests.shared.bus.joining import Address, Lock, connect


class Client:
    """A bus that leaves, at its end, every group that was joined through it."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._members: list[Subscription] = []
        self.ensure_topics, self.publisher, self.ping = bus.ensure_topics, bus.publisher, bus.ping
        self.unresolved_seconds = bus.unresolved_seconds

    def subscribe(self, group: str, topics: Sequence[str]) -> Subscription:
        self._members.append(self._bus.subscribe(group, topics))
        return self._members[-1]

    def close(self) -> None:
        for member in self._members:
            member.close()
        self._bus.close()


@dataclass
class Broker:
    """A broker under test: each call of `bus` is a new client of it."""

    address: Address
    stalling: Server | Lock | None = None
    clients: list[Bus] = field(default_factory=list)

    def bus(self) -> Bus:
        self.clients.append(Client(connect(self.address)))
        return self.clients[-1]

    def freeze(self) -> None:
        """Let nothing that is sent be answered: the server stops, or the file is locked."""
        assert self.stalling is not None
        self.stalling.freeze()

    def go_on(self) -> None:
        """Let everything be answered again."""
        if self.stalling is not None:
            self.stalling.go_on()

    def close(self) -> None:
        """Leave every group."""
        self.go_on()
        for client in self.clients:
            client.close()


def new_prefix() -> str:
    return f"t{uuid.uuid4().hex[:10]}."


@pytest.fixture(params=["embedded", pytest.param("kafka", marks=pytest.mark.kafka)])
def broker(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Broker]:
    if request.param == "kafka":
        where = request.getfixturevalue("kafka_bootstrap")
    else:
        where = str(tmp_path / "bus.sqlite")
    made = Broker(Address(request.param, where, new_prefix()))
    yield made
    made.close()


@pytest.fixture
def own_broker(own_kafka: Server) -> Iterator[Server]:
    """A real broker that the test may freeze, end and restart; it answers at the beginning."""
    if not kafka_answers(own_kafka.address):
        own_kafka.restart()
    yield own_kafka
    with suppress(ProcessLookupError):
        own_kafka.go_on()


@pytest.fixture(params=["embedded", pytest.param("kafka", marks=pytest.mark.kafka)])
def stalling(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Broker]:
    """A broker that can be frozen."""
    if request.param == "kafka":
        server = request.getfixturevalue("own_broker")
        made = Broker(Address("kafka", server.address, new_prefix()), server)
    else:
        address = Address("embedded", str(tmp_path / "bus.sqlite"), new_prefix())
        made = Broker(address, Lock(address))
    yield made
    made.close()


@pytest.fixture
def bus(broker: Broker) -> Bus:
    made = broker.bus()
    made.ensure_topics([Topic("facts", partitions=3)])
    return made


@pytest.fixture
def closing() -> Iterator[Callable[[Callable[[], object]], None]]:
    """Call what was given, last first, when the test ends."""
    ends: list[Callable[[], object]] = []
    yield ends.append
    for end in reversed(ends):
        end()
