"""Reads the embedded log as a member of a group."""

import time
from collections.abc import Mapping, Sequence

import structlog

from shared.bus import BusUnavailable, Message, TopicPartition
from shared.bus.embedded.file import LogFile, Row
from shared.bus.embedded.membership import Membership
from shared.bus.embedded.publisher import unpacked
from shared.bus.naming import Naming

Places = dict[TopicPartition, int]
LEAST_PATIENCE = 1.0
log = structlog.get_logger(__name__)


class EmbeddedSubscription:
    """A member of a group; for one thread at a time."""

    def __init__(
        self,
        path: str,
        naming: Naming,
        group: str,
        topics: Sequence[str],
        *,
        session_timeout: float,
    ) -> None:
        self._naming = naming
        self._group = naming.outside(group)
        self._topics = [naming.outside(topic) for topic in topics]
        self._file = LogFile(path)
        self._member = Membership(path, self._group, self._topics, session_timeout)
        self._positions: Places = {}
        self._joined = 0
        self._paused: set[TopicPartition] = set()
        self._first = 0
        self._closed = False

    def poll(self, timeout: float, limit: int = 100) -> list[Message]:
        """Return messages, in order for each partition; wait at most `timeout` seconds.

        Raises `BusUnavailable` where the file is locked so long that the group cannot be followed.
        """
        until = time.monotonic() + timeout
        while True:
            version = self._file.version()
            if self._member.due(self._file):
                patience = max(until - time.monotonic(), LEAST_PATIENCE)
                self._follow(self._member.step(self._file, patience))
            messages = self._read(limit)
            if messages or time.monotonic() >= until:
                return messages
            self._file.wait(version, min(until, time.monotonic() + 0.5))

    def _follow(self, assigned: frozenset[TopicPartition]) -> None:
        stored = self._stored()
        if self._joined != self._member.joined:
            self._joined = self._member.joined
            self._positions = {}
        self._positions = {
            place: self._positions.get(place, stored.get(place, 0)) for place in assigned
        }
        self._paused &= assigned

    def _read(self, limit: int) -> list[Message]:
        ends = self._ends()
        readable = sorted(
            place
            for place, position in self._positions.items()
            if position < ends[place] and place not in self._paused
        )
        self._first += 1
        start = self._first % len(readable) if readable else 0
        messages: list[Message] = []
        for place in readable[start:] + readable[:start]:
            messages += self._read_one(place, limit - len(messages))
        return messages

    def _read_one(self, place: TopicPartition, limit: int) -> list[Message]:
        if limit <= 0:
            return []
        topic = self._naming.inside(place[0])
        found = self._file.read(
            "SELECT offset, CAST(key AS BLOB), CAST(value AS BLOB), CAST(headers AS BLOB),"
            " CAST(timestamp_ms AS INTEGER) FROM messages"
            " WHERE topic = ? AND partition = ? AND offset >= ? ORDER BY offset LIMIT ?",
            (*place, self._positions[place], limit),
        )
        if found:
            self._positions[place] = found[-1][0] + 1
        return [_message(topic, place[1], row) for row in found]

    def _outside(self, place: TopicPartition) -> TopicPartition:
        return (self._naming.outside(place[0]), place[1])

    def _inside(self, places: Places) -> Places:
        return {(self._naming.inside(topic), part): at for (topic, part), at in places.items()}

    def commit(self, offsets: Mapping[TopicPartition, int]) -> None:
        """Store the next offset to read; a partition that was lost is passed over."""
        self._member.store(
            self._file, {self._outside(place): following for place, following in offsets.items()}
        )

    def pause(self, place: TopicPartition) -> None:
        """Deliver nothing from this partition until `resume`."""
        if self._outside(place) in self._positions:
            self._paused.add(self._outside(place))

    def rewind(self, place: TopicPartition, offset: int) -> None:
        """Deliver from `offset` again, if the partition is still this member's."""
        if self._outside(place) in self._positions:
            self._positions[self._outside(place)] = offset

    def resume(self, place: TopicPartition) -> None:
        """Deliver again."""
        self._paused.discard(self._outside(place))

    def assignment(self) -> frozenset[TopicPartition]:
        """The partitions that this member reads."""
        return frozenset(self._inside(self._positions))

    def _of_topics(self, query: str, *values: str) -> Places:
        marks = ", ".join("?" for _ in self._topics)
        found = self._file.read(f"{query} topic IN ({marks})", (*values, *self._topics))
        return {(topic, partition): following for topic, partition, following in found}

    def _stored(self) -> Places:
        return self._of_topics(
            "SELECT topic, partition, next FROM places WHERE grp = ? AND", self._group
        )

    def _ends(self) -> Places:
        return self._of_topics("SELECT topic, partition, next FROM ends WHERE")

    def end_offsets(self) -> dict[TopicPartition, int]:
        """The offset after the last message, for each partition of the topics."""
        return self._inside(self._ends())

    def committed(self) -> dict[TopicPartition, int]:
        """The group's next offset for each partition of the topics (0 where none)."""
        return self._inside(dict.fromkeys(self._ends(), 0) | self._stored())

    def close(self) -> None:
        """Leave the group; where the file is locked, the others notice after the time-out."""
        if self._closed:
            return
        self._closed = True
        try:
            self._member.leave(self._file)
        except BusUnavailable as error:
            log.warning("group_not_left", group=self._group, error=str(error))
        finally:
            self._file.close()


def _message(topic: str, partition: int, row: Row) -> Message:
    """Return the message of a row; one that nobody can read holds up none of those behind it."""
    offset, key, value, stored, timestamp = row
    try:
        headers, fault = unpacked(stored), ""
    except (ValueError, TypeError) as error:
        headers, fault = {}, f"the headers in the log cannot be read: {error}"
    name = key.decode(errors="replace")
    return Message(topic, partition, offset, name, value, headers, timestamp, fault)
