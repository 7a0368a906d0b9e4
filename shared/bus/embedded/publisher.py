"""Appends messages to the embedded log."""

import json
import sqlite3
import threading
from collections.abc import Sequence

import structlog

from shared.bus import Outgoing
from shared.bus.embedded.file import LogFile
from shared.bus.naming import Naming
from shared.bus.partitioner import partition_of
from shared.clock import Clock

CLEAN_EVERY_MS = 60_000
log = structlog.get_logger(__name__)


def packed(headers: Sequence[tuple[str, bytes]]) -> bytes:
    """Return headers as they are stored."""
    return json.dumps([[name, value.hex()] for name, value in headers]).encode()


def unpacked(stored: bytes) -> dict[str, bytes]:
    """Return stored headers by name."""
    return {name: bytes.fromhex(value) for name, value in json.loads(stored)}


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

        Raises `BusUnavailable` when the file stays locked for 5 s, whatever `timeout` is.
        """
        with self._turn:
            now = int(self._clock.now().timestamp() * 1000)
            with self._file.write() as rows:
                answers = [self._append(rows, message, now) for message in batch]
            if now - self._cleaned_ms >= CLEAN_EVERY_MS:
                self._clean(now)
            return answers

    def _append(self, rows: sqlite3.Connection, message: Outgoing, now: int) -> bool:
        topic = self._naming.outside(message.topic)
        partitions = self._partitions_of(rows, topic)
        if not partitions:
            log.warning("topic_absent", topic=message.topic)
            return False
        place = (topic, partition_of(message.key, partitions))
        (after,) = rows.execute(
            "UPDATE ends SET next = next + 1 WHERE topic = ? AND partition = ? RETURNING next",
            place,
        ).fetchone()
        rows.execute(
            "INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*place, after - 1, message.key, message.value, packed(message.headers), now),
        )
        return True

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
        self._cleaned_ms = now
        with self._file.write() as rows:
            kept = rows.execute("SELECT * FROM topics WHERE retention_ms >= 0").fetchall()
            for topic, partitions, retention in kept:
                for partition in range(partitions):
                    self._forget(rows, topic, partition, now - retention)

    def _forget(self, rows: sqlite3.Connection, topic: str, partition: int, before: int) -> None:
        first = rows.execute(
            "SELECT offset FROM messages WHERE topic = ? AND partition = ? AND timestamp_ms >= ?"
            " ORDER BY offset LIMIT 1",
            (topic, partition, before),
        ).fetchone()
        rows.execute(
            "DELETE FROM messages WHERE topic = ? AND partition = ? AND offset < ?",
            (topic, partition, first[0] if first else 2**63 - 1),
        )

    def close(self) -> None:
        """Close the file."""
        with self._turn:
            self._file.close()
