"""Appends messages to the embedded log."""

import json
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence

import structlog

from shared.bus import BusUnavailable, Outgoing, TopicPartition
from shared.bus.embedded.file import LogFile
from shared.bus.naming import Naming
from shared.bus.partitioner import partition_of
from shared.clock import Clock

CLEAN_EVERY_MS = 60_000
CLEANED_AT_ONCE = 1000
CLEANING_PATIENCE = 1.0
log = structlog.get_logger(__name__)


def packed(headers: Sequence[tuple[str, bytes]]) -> bytes:
    """Return headers as they are stored."""
    return json.dumps([[name, value.hex()] for name, value in headers]).encode()


def unpacked(stored: bytes) -> dict[str, bytes]:
    """Return stored headers by name; raise `ValueError` or `TypeError` where they are none."""
    return {str(name): bytes.fromhex(value) for name, value in json.loads(stored)}


class EmbeddedPublisher:
    """Publishes a batch in one transaction; threads take turns."""

    def __init__(self, file: LogFile, naming: Naming, clock: Clock) -> None:
        self._file = file
        self._naming = naming
        self._clock = clock
        self._turn = threading.Lock()
        self._partitions: dict[str, int] = {}
        self._cleaned_ms = 0

    def publish(self, batch: Sequence[Outgoing], timeout: float = 10.0) -> list[bool]:
        """Store the batch; False for a message whose topic does not exist.

        Raises `BusUnavailable` when the file stays locked for `timeout` seconds.
        """
        deadline = time.monotonic() + timeout
        if not self._turn.acquire(timeout=max(timeout, 0)):
            raise BusUnavailable("the embedded log is kept busy by other threads")
        try:
            now = int(self._clock.now().timestamp() * 1000)
            with self._file.write(deadline - time.monotonic()) as rows:
                answers = self._append(rows, batch, now)
            if now - self._cleaned_ms >= CLEAN_EVERY_MS:
                self._clean(now)
            return answers
        finally:
            self._turn.release()

    def _append(self, rows: sqlite3.Connection, batch: Sequence[Outgoing], now: int) -> list[bool]:
        places = [self._place(rows, message) for message in batch]
        free = self._taken(rows, Counter(place for place in places if place is not None))
        rows.executemany(
            "INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (*place, next(free[place]), each.key, each.value, packed(each.headers), now)
                for each, place in zip(batch, places, strict=True)
                if place is not None
            ],
        )
        return [place is not None for place in places]

    def _place(self, rows: sqlite3.Connection, message: Outgoing) -> TopicPartition | None:
        topic = self._naming.outside(message.topic)
        partitions = self._partitions_of(rows, topic)
        if not partitions:
            log.warning("topic_absent", topic=message.topic)
            return None
        return (topic, partition_of(message.key, partitions))

    @staticmethod
    def _taken(
        rows: sqlite3.Connection, counts: Counter[TopicPartition]
    ) -> dict[TopicPartition, Iterator[int]]:
        """Take so many offsets of each partition; return them."""
        taken: dict[TopicPartition, Iterator[int]] = {}
        for place, count in counts.items():
            (end,) = rows.execute(
                "UPDATE ends SET next = next + ? WHERE topic = ? AND partition = ? RETURNING next",
                (count, *place),
            ).fetchone()
            taken[place] = iter(range(end - count, end))
        return taken

    def _partitions_of(self, rows: sqlite3.Connection, topic: str) -> int:
        if topic not in self._partitions:
            found = rows.execute(
                "SELECT partitions FROM topics WHERE topic = ?", (topic,)
            ).fetchone()
            if found is None:
                return 0
            self._partitions[topic] = found[0]
        return self._partitions[topic]

    def _clean(self, now: int) -> None:
        """Take old messages away, some at a time; the next publish goes on where many are left."""
        try:
            kept = self._file.read("SELECT * FROM topics WHERE retention_ms >= 0")
            gone = [
                self._forget(topic, partition, now - retention)
                for topic, partitions, retention in kept
                for partition in range(partitions)
            ]
        except BusUnavailable as error:
            # What was asked for is stored already: the caller must not hear of a fault.
            log.warning("cleaning_put_off", error=str(error))
            return
        if max(gone, default=0) < CLEANED_AT_ONCE:
            self._cleaned_ms = now

    def _forget(self, topic: str, partition: int, before: int) -> int:
        with self._file.write(CLEANING_PATIENCE) as rows:
            changed = rows.execute(
                "DELETE FROM messages WHERE topic = ?1 AND partition = ?2 AND timestamp_ms < ?3"
                " AND offset < ?4 + (SELECT min(offset) FROM messages"
                " WHERE topic = ?1 AND partition = ?2)",
                (topic, partition, before, CLEANED_AT_ONCE),
            )
            return changed.rowcount

    def close(self) -> None:
        """Close the file."""
        with self._turn:
            self._file.close()
