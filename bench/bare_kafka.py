"""A producer and a consumer of kafka-python with the product's settings, and nothing else."""

from collections.abc import Sequence
from typing import Any

from shared.bus import Outgoing
from shared.bus.kafka.driver import (
    COMMON,
    CONSUMER,
    PRODUCER,
    KafkaConsumer,
    KafkaProducer,
    OffsetAndMetadata,
)

SECONDS = 30.0


class BareProducer:
    """Sends the same messages at each turn, and waits until all are acknowledged."""

    def __init__(self, address: str, topic: str, messages: Sequence[Outgoing]) -> None:
        self._producer: Any = KafkaProducer(bootstrap_servers=address, **PRODUCER, **COMMON)
        self._topic = topic
        self._messages = [(m.key.encode(), m.value, list(m.headers)) for m in messages]

    def send(self) -> int:
        """Send one turn."""
        futures = [
            self._producer.send(self._topic, key=key, value=value, headers=headers)
            for key, value, headers in self._messages
        ]
        for future in futures:
            future.get(SECONDS)
        return len(futures)

    def close(self) -> None:
        """Let go of the broker."""
        self._producer.close()


class BareConsumer:
    """Reads `count` messages at each turn, and commits after each poll."""

    def __init__(self, address: str, topic: str, group: str, count: int) -> None:
        self._consumer: Any = KafkaConsumer(
            topic, bootstrap_servers=address, group_id=group, **CONSUMER, **COMMON
        )
        self._count = count

    def read(self) -> int:
        """Read one turn."""
        done = 0
        while done < self._count:
            polled = self._consumer.poll(timeout_ms=500)
            done += sum(map(len, polled.values()))
            if polled:
                self._consumer.commit({
                    place: OffsetAndMetadata(records[-1].offset + 1, "", -1)
                    for place, records in polled.items()
                })  # fmt: skip
        return done

    def close(self) -> None:
        """Leave the group."""
        self._consumer.close()
