"""The bus port: topics with partitions, groups that remember their place; at least once.

Two adapters: Apache Kafka, and the embedded log (one SQLite file for several processes on one
machine). In both, murmur2 of the key chooses the partition, one consumer of a group reads each
partition, a new group starts at the earliest message, and a dead consumer gives its partitions
back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from shared.errors import Unreachable

TopicPartition = tuple[str, int]


@dataclass(frozen=True)
class Topic:
    """A topic. `retention_ms` of -1 keeps messages for ever (contract topics)."""

    name: str
    partitions: int = 3
    retention_ms: int = -1


@dataclass(frozen=True)
class Outgoing:
    """A message to publish. Of two headers with one name, readers see the last."""

    topic: str
    key: str
    value: bytes
    headers: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True)
class Message:
    """A message as it was read; `fault` says what of it cannot be, where something cannot."""

    topic: str
    partition: int
    offset: int
    key: str
    value: bytes
    headers: Mapping[str, bytes] = field(default_factory=dict)
    timestamp_ms: int = 0
    fault: str = ""

    @property
    def place(self) -> TopicPartition:
        """The partition it came from."""
        return (self.topic, self.partition)


class BusUnavailable(Unreachable):
    """The service does not answer right now: repeat the same request in a moment."""

    slug = "bus_unavailable"


class Publisher(Protocol):
    """Publishes messages; one for each process, made on first use."""

    def publish(self, batch: Sequence[Outgoing], timeout: float = 10.0) -> list[bool]:
        """Publish and wait; answer for each message whether it was acknowledged.

        A message that was not acknowledged may still arrive later. Raises `BusUnavailable` when
        none of the batch could be handed over: no broker was ever reached, the file stays locked,
        or too much waits for an answer already. What waits is bounded, whatever callers do.
        """
        ...

    def close(self) -> None:
        """Let go of the broker."""
        ...


class Subscription(Protocol):
    """A member of a group."""

    def poll(self, timeout: float, limit: int = 100) -> list[Message]:
        """Return messages, in order for each partition; wait at most `timeout` seconds."""
        ...

    def commit(self, offsets: Mapping[TopicPartition, int]) -> None:
        """Store the next offset to read (the processed message's own offset + 1).

        A partition that was lost in the meantime is passed over in silence: whoever has it now
        reads those messages again.
        """
        ...

    def pause(self, place: TopicPartition) -> None:
        """Deliver nothing from this partition until `resume`."""
        ...

    def rewind(self, place: TopicPartition, offset: int) -> None:
        """Deliver from `offset` again."""
        ...

    def resume(self, place: TopicPartition) -> None:
        """Deliver again."""
        ...

    def assignment(self) -> frozenset[TopicPartition]:
        """The partitions that this member reads."""
        ...

    def end_offsets(self) -> dict[TopicPartition, int]:
        """The offset after the last message, for each partition of the topics subscribed to."""
        ...

    def committed(self) -> dict[TopicPartition, int]:
        """The group's next offset for each partition of the topics (0 where none)."""
        ...

    def close(self) -> None:
        """Leave the group."""
        ...


class Bus(Protocol):
    """A broker, real or embedded."""

    def ensure_topics(self, topics: Sequence[Topic]) -> None:
        """Create the topics that are absent."""
        ...

    def publisher(self) -> Publisher:
        """Return the publisher of this process."""
        ...

    def subscribe(self, group: str, topics: Sequence[str]) -> Subscription:
        """Join `group`."""
        ...

    def ping(self) -> None:
        """Raise `BusUnavailable` unless the broker answers."""
        ...

    def unresolved_seconds(self) -> float:
        """Return for how long what this process sent waits for an answer (0: nothing waits)."""
        ...

    def close(self) -> None:
        """Let go of everything that was opened."""
        ...


def open_bus(*, kafka_bootstrap: str = "", data_dir: str = "", topic_prefix: str = "") -> Bus:
    """Return Kafka where `kafka_bootstrap` is given (comma-separated), else the embedded log.

    `topic_prefix` begins every topic's and group's name on the broker, so that several
    installations share one; callers never see it.
    """
    if kafka_bootstrap:
        from shared.bus.kafka import KafkaBus

        return KafkaBus(kafka_bootstrap, topic_prefix)
    from shared.bus.embedded import EmbeddedBus

    return EmbeddedBus(f"{data_dir}/bus.sqlite", topic_prefix)
