"""The embedded log: one SQLite file, durable, for several processes on one machine.

It exists so that a laptop needs no broker, and goes no further: scale is Kafka's. With
`synchronous=NORMAL` an acknowledged message outlives the end of any process (`kill -9`); the last
moments before a power cut may be lost.
"""

import os
import threading
from collections.abc import Sequence

from shared.bus import Topic
from shared.bus.embedded.file import LogFile
from shared.bus.embedded.publisher import EmbeddedPublisher
from shared.bus.embedded.subscription import EmbeddedSubscription
from shared.bus.naming import Naming
from shared.clock import Clock, SystemClock


class EmbeddedBus:
    """A bus in the SQLite file at `path`; a member silent for `session_timeout` s is dead."""

    def __init__(
        self,
        path: str,
        topic_prefix: str = "",
        *,
        clock: Clock | None = None,
        session_timeout: float = 5.0,
    ) -> None:
        self._path = path
        self._naming = Naming(topic_prefix)
        self._clock = clock or SystemClock()
        self._session_timeout = session_timeout
        self._publishers: dict[int, EmbeddedPublisher] = {}
        self._lock = threading.Lock()

    def ensure_topics(self, topics: Sequence[Topic]) -> None:
        """Create the topics that are absent."""
        with LogFile(self._path) as log, log.write() as rows:
            for topic in topics:
                name = self._naming.outside(topic.name)
                rows.execute(
                    "INSERT INTO topics VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    (name, topic.partitions, topic.retention_ms),
                )
                rows.executemany(
                    "INSERT INTO ends VALUES (?, ?, 0) ON CONFLICT DO NOTHING",
                    [(name, partition) for partition in range(topic.partitions)],
                )

    def publisher(self) -> EmbeddedPublisher:
        """Return the publisher of this process."""
        with self._lock:
            process = os.getpid()
            if process not in self._publishers:
                self._publishers[process] = EmbeddedPublisher(
                    LogFile(self._path), self._naming, self._clock
                )
            return self._publishers[process]

    def subscribe(self, group: str, topics: Sequence[str]) -> EmbeddedSubscription:
        """Join `group`."""
        return EmbeddedSubscription(
            self._path, self._naming, group, topics, session_timeout=self._session_timeout
        )

    def ping(self) -> None:
        """Raise `BusUnavailable` unless the file can be read."""
        with LogFile(self._path) as log:
            log.read("SELECT count(*) FROM topics")

    def unresolved_seconds(self) -> float:
        """Return 0: what is published here is stored when the call returns."""
        return 0.0

    def close(self) -> None:
        """Close the publisher of this process."""
        with self._lock:
            publisher = self._publishers.pop(os.getpid(), None)
        if publisher is not None:
            publisher.close()
