"""A bus, a consumer of one topic, and messages for it."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shared.bus import Message, Outgoing, Topic
from shared.bus.embedded import EmbeddedBus
from shared.bus.partitioner import partition_of
from shared.clock import ManualClock
from shared.consumer import Consumer, Handlers, Received
from shared.metrics import Metrics
from tests.shared.bus.joining import read

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
KIND = "kermesse.contests.entry.submitted.v1"
DEAD = "insights.dead-letters"
A, B = "a", "b"
PLACE_A, PLACE_B = partition_of(A, 3), partition_of(B, 3)


def message(key: str, number: int, kind: str = KIND, **headers: str) -> Outgoing:
    """Return an event of a key; a header that is given as "" is left out."""
    named = {
        "ce_specversion": "1.0",
        "ce_id": f"{key}.{number}",
        "ce_type": kind,
        "ce_source": f"/contests/entries/{key}",
        "ce_time": "2026-03-01T12:00:00.250Z",
        "ce_sequence": str(number),
        "ce_workspaceid": "w1",
        "content-type": "application/json",
    } | headers
    return Outgoing(
        "contests.entry",
        key,
        json.dumps({"number": number}).encode(),
        tuple((name, value.encode()) for name, value in named.items() if value),
    )


class World:
    """A bus, a consumer of one topic, and what its handler did."""

    def __init__(self, path: Path) -> None:
        self.clock = ManualClock(START)
        self.metrics = Metrics("insights")
        self.bus = EmbeddedBus(str(path / "bus.sqlite"), clock=self.clock)
        self.bus.ensure_topics([Topic("contests.entry", 3), Topic(DEAD, 1)])
        self.seen: list[Received] = []
        self.fault: Callable[[Received], Exception | None] = lambda event: None
        self.consumer = self.new_consumer()

    def new_consumer(self, handlers: Handlers | None = None, **more: int | timedelta) -> Consumer:
        """Return a consumer of the topic, set up by `more`; one handler unless `handlers` says."""
        return Consumer(
            self.bus,
            "insights",
            ["contests.entry"],
            {KIND: self.handle} if handlers is None else handlers,
            DEAD,
            clock=self.clock,
            metrics=self.metrics,
            jitter=lambda: 0.5,
            **more,  # type: ignore[arg-type]
        )

    def handle(self, event: Received) -> None:
        """Keep an event, or fail as `fault` says."""
        if fault := self.fault(event):
            raise fault
        self.seen.append(event)

    def publish(self, *messages: Outgoing) -> None:
        """Send messages to the bus."""
        assert all(self.bus.publisher().publish(messages))

    def dead(self, count: int) -> list[Message]:
        """Return so many messages that were set aside."""
        member = self.bus.subscribe("readers of the dead", [DEAD])
        found = read(member, count)
        member.close()
        return found

    def committed(self) -> dict[int, int]:
        """Return by partition the offset that is read next, where it is not 0."""
        member = self.bus.subscribe("insights", ["contests.entry"])
        places = {partition: at for (_, partition), at in member.committed().items() if at}
        member.close()
        return places

    def figure(self, name: str, **labels: str) -> float | None:
        return self.metrics.registry.get_sample_value(f"kermesse_{name}", labels)

    def places(self) -> list[tuple[str, int]]:
        """Return key and sequence of what was handled, in order."""
        return [(event.key, event.sequence) for event in self.seen]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A bus with its consumer, closed at the end."""
    made = World(tmp_path)
    yield made
    made.consumer.close()
    made.bus.close()
