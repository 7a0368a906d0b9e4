"""The same suite for both adapters; each test has topics and groups of its own."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from shared.bus import Bus, Topic
from tests.shared.bus.joining import Address, connect


@dataclass
class Broker:
    """A broker under test: each call of `bus` is a new client of it."""

    address: Address
    clients: list[Bus] = field(default_factory=list)

    def bus(self) -> Bus:
        self.clients.append(connect(self.address))
        return self.clients[-1]


@pytest.fixture(params=["embedded", pytest.param("kafka", marks=pytest.mark.kafka)])
def broker(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Broker]:
    if request.param == "kafka":
        where = request.getfixturevalue("kafka_bootstrap")
    else:
        where = str(tmp_path / "bus.sqlite")
    made = Broker(Address(request.param, where, f"t{uuid.uuid4().hex[:10]}."))
    yield made
    for client in made.clients:
        client.close()


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
