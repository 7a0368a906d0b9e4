"""Reads Kafka as a member of a consumer group."""

from collections.abc import Mapping, Sequence
from typing import Any

import structlog

from shared.bus import Message, TopicPartition
from shared.bus.kafka.driver import (
    ANSWER_MS,
    CLOSE_SECONDS,
    COMMIT_MS,
    LOST,
    KafkaError,
    OffsetAndMetadata,
    Place,
    reached,
)
from shared.bus.naming import Naming

log = structlog.get_logger(__name__)


class KafkaSubscription:
    """A member of a consumer group; for one thread at a time."""

    def __init__(self, consumer: Any, naming: Naming, topics: Sequence[str], address: str) -> None:
        self._consumer = consumer
        self._naming = naming
        self._topics = topics
        self._address = address

    def poll(self, timeout: float, limit: int = 100) -> list[Message]:
        """Return messages, in order for each partition; wait at most `timeout` seconds."""
        with reached(self._address):
            batches = self._consumer.poll(timeout_ms=int(timeout * 1000), max_records=limit)
        return [self._message(record) for records in batches.values() for record in records]

    def _message(self, record: Any) -> Message:
        return Message(
            topic=self._naming.inside(record.topic),
            partition=record.partition,
            offset=record.offset,
            key=(record.key or b"").decode(errors="replace"),
            value=record.value or b"",
            headers={name: value or b"" for name, value in record.headers},
            timestamp_ms=record.timestamp,
        )

    def _outside(self, place: TopicPartition) -> Any:
        return Place(self._naming.outside(place[0]), place[1])

    def _inside(self, place: Any) -> TopicPartition:
        return (self._naming.inside(place.topic), place.partition)

    def commit(self, offsets: Mapping[TopicPartition, int]) -> None:
        """Store the next offset to read; a partition that was lost is passed over."""
        held = self.assignment()
        wanted = {
            self._outside(place): OffsetAndMetadata(following, "", -1)
            for place, following in offsets.items()
            if place in held
        }
        if not wanted:
            return
        with reached(self._address):
            try:
                self._consumer.commit(wanted, timeout_ms=COMMIT_MS)
            except LOST as error:
                log.info("commit_passed_over", error=type(error).__name__)

    def pause(self, place: TopicPartition) -> None:
        """Deliver nothing from this partition until `resume`."""
        if place in self.assignment():
            self._consumer.pause(self._outside(place))

    def rewind(self, place: TopicPartition, offset: int) -> None:
        """Deliver from `offset` again, if the partition is still this member's."""
        if place in self.assignment():
            self._consumer.seek(self._outside(place), offset)

    def resume(self, place: TopicPartition) -> None:
        """Deliver again."""
        if place in self.assignment():
            self._consumer.resume(self._outside(place))

    def assignment(self) -> frozenset[TopicPartition]:
        """The partitions that this member reads."""
        return frozenset(self._inside(place) for place in self._consumer.assignment())

    def _places(self) -> list[Any]:
        names = [self._naming.outside(topic) for topic in self._topics]
        return [
            Place(name, part)
            for name in names
            for part in self._consumer.partitions_for_topic(name) or ()
        ]

    def learn_partitions(self) -> None:
        """Ask the broker for the partitions of the topics, unless they are known."""
        self._places()

    def end_offsets(self) -> dict[TopicPartition, int]:
        """The offset after the last message, for each partition of the topics."""
        with reached(self._address):
            ends = self._consumer.end_offsets(self._places(), timeout_ms=ANSWER_MS)
        return {self._inside(place): end for place, end in ends.items()}

    def committed(self) -> dict[TopicPartition, int]:
        """The group's next offset for each partition of the topics (0 where none)."""
        with reached(self._address):
            return {
                self._inside(place): self._consumer.committed(place, timeout_ms=ANSWER_MS) or 0
                for place in self._places()
            }

    def close(self) -> None:
        """Leave the group."""
        try:
            self._consumer.close(autocommit=False, timeout_ms=int(CLOSE_SECONDS * 1000))
        except KafkaError as error:
            log.warning("consumer_not_closed", error=type(error).__name__)
