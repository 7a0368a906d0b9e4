"""A member of a group: its heartbeat, the partitions it claims, and who is dead.

Every member computes the same division of partitions from the same table. It gives up what is no
longer its own and claims what is free; so a partition moves when its reader lets go of it, or
when that reader has been silent for the session time-out. A claim is what a commit is checked
against: one who was declared dead can change nothing.
"""

import json
import sqlite3
import threading
import time
import uuid
from collections.abc import Mapping, Sequence

import structlog

from shared.bus import BusUnavailable, TopicPartition
from shared.bus.embedded.file import LogFile

LONGEST_BETWEEN_POLLS = 300.0
log = structlog.get_logger(__name__)


def divided(
    members: Mapping[str, Sequence[str]], partitions: Mapping[str, int]
) -> dict[TopicPartition, str]:
    """Return who reads what: each topic's partitions go round the members that want it."""
    owners: dict[TopicPartition, str] = {}
    turn = 0
    for topic in sorted(partitions):
        wanting = sorted(member for member, topics in members.items() if topic in topics)
        for partition in range(partitions[topic] if wanting else 0):
            owners[(topic, partition)] = wanting[turn % len(wanting)]
            turn += 1
    return owners


class Membership:
    """The membership of one subscription; a thread of its own keeps it alive.

    `joined` counts how often it entered: more than once when it was declared dead meanwhile.
    """

    def __init__(self, path: str, group: str, topics: Sequence[str], timeout: float) -> None:
        self._group = group
        self._topics = json.dumps(sorted(topics))
        self._timeout = timeout
        self._member = uuid.uuid4().hex
        self.joined = 0
        self._polled = self._wrote = time.monotonic()
        # A newcomer was never silent: it takes over from whoever was killed before it, at once.
        self._steady_since = self._wrote - timeout
        self._stepped = 0.0
        self._generation = -1
        self._left = threading.Event()
        self._own_file = LogFile(path)
        self._heart = threading.Thread(target=self._beat, name=f"heart-{group}", daemon=True)
        self._heart.start()

    def _beat(self) -> None:
        with self._own_file as file:
            while not self._left.wait(self._timeout / 5):
                if time.monotonic() - self._polled > LONGEST_BETWEEN_POLLS:
                    continue
                try:
                    with file.write() as rows:
                        self._seen(rows)
                except BusUnavailable:
                    log.warning("heartbeat_missed", group=self._group)

    def _seen(self, rows: sqlite3.Connection) -> bool:
        """Note that this member lives; False when it is not, or no longer, in the group."""
        now = time.monotonic()
        if now - self._wrote > self._timeout / 2:
            self._steady_since = now
        self._wrote = now
        changed = rows.execute(
            "UPDATE members SET seen = ? WHERE grp = ? AND member = ?",
            (now, self._group, self._member),
        )
        return changed.rowcount == 1

    def due(self, file: LogFile) -> bool:
        """Tell whether the division has to be looked at again."""
        self._polled = time.monotonic()
        if self._polled - self._stepped > self._timeout / 5:
            return True
        found = file.read("SELECT generation FROM groups WHERE grp = ?", (self._group,))
        return not found or found[0][0] != self._generation

    def step(self, file: LogFile, patience: float) -> frozenset[TopicPartition]:
        """Join or stay, bury the dead, give up and claim; return what this member reads now."""
        self._stepped = time.monotonic()
        with file.write(patience) as rows:
            moved = not self._seen(rows)
            if moved:
                self._join(rows)
            moved = self._bury(rows) or moved
            moved = self._take_own(rows) or moved
            if moved:
                self._announce(rows)
            self._generation = self._current(rows)
            return frozenset(
                rows.execute(
                    "SELECT topic, partition FROM claims WHERE grp = ? AND member = ?",
                    (self._group, self._member),
                ).fetchall()
            )

    def _join(self, rows: sqlite3.Connection) -> None:
        self._member = uuid.uuid4().hex
        self.joined += 1
        rows.execute(
            "INSERT INTO members VALUES (?, ?, ?, ?)",
            (self._group, self._member, self._topics, time.monotonic()),
        )

    def _bury(self, rows: sqlite3.Connection) -> bool:
        now = time.monotonic()
        # Whoever was silent itself cannot blame others: the file may have been locked for all.
        if now - self._steady_since < self._timeout / 2:
            return False
        # A heartbeat from the future was written before the machine started anew.
        dead = rows.execute(
            "DELETE FROM members WHERE grp = ? AND seen NOT BETWEEN ? AND ? RETURNING member",
            (self._group, now - self._timeout, now + self._timeout),
        ).fetchall()
        rows.executemany(
            "DELETE FROM claims WHERE grp = ? AND member = ?",
            [(self._group, member) for (member,) in dead],
        )
        return bool(dead)

    def _take_own(self, rows: sqlite3.Connection) -> bool:
        """Give up what belongs to others, claim what is free; tell whether others should look."""
        owners = self._owners(rows)
        mine = {place for place, owner in owners.items() if owner == self._member}
        held = rows.execute(
            "SELECT topic, partition FROM claims WHERE grp = ? AND member = ?",
            (self._group, self._member),
        ).fetchall()
        surplus = [place for place in held if place not in mine]
        rows.executemany(
            "DELETE FROM claims WHERE grp = ? AND topic = ? AND partition = ?",
            [(self._group, *place) for place in surplus],
        )
        rows.executemany(
            "INSERT INTO claims VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [(self._group, *place, self._member) for place in sorted(mine)],
        )
        return bool(surplus)

    def _owners(self, rows: sqlite3.Connection) -> dict[TopicPartition, str]:
        found = rows.execute("SELECT member, topics FROM members WHERE grp = ?", (self._group,))
        members = {member: json.loads(topics) for member, topics in found}
        wanted = {topic for topics in members.values() for topic in topics}
        every = rows.execute("SELECT topic, partitions FROM topics")
        return divided(members, {topic: count for topic, count in every if topic in wanted})

    def _announce(self, rows: sqlite3.Connection) -> None:
        rows.execute(
            "INSERT INTO groups VALUES (?, 1)"
            " ON CONFLICT (grp) DO UPDATE SET generation = generation + 1",
            (self._group,),
        )

    def _current(self, rows: sqlite3.Connection) -> int:
        found = rows.execute("SELECT generation FROM groups WHERE grp = ?", (self._group,))
        return int(found.fetchone()[0])

    def store(self, file: LogFile, offsets: Mapping[TopicPartition, int]) -> None:
        """Store the group's next offsets, for the partitions that this member still claims."""
        with file.write() as rows:
            rows.executemany(
                "INSERT INTO places SELECT grp, topic, partition, ? FROM claims"
                " WHERE grp = ? AND topic = ? AND partition = ? AND member = ?"
                " ON CONFLICT (grp, topic, partition) DO UPDATE SET next = excluded.next",
                [
                    (following, self._group, *place, self._member)
                    for place, following in offsets.items()
                ],
            )

    def leave(self, file: LogFile) -> None:
        """Give everything back and stop the heartbeat."""
        self._left.set()
        self._heart.join(self._timeout)
        with file.write() as rows:
            mine = (self._group, self._member)
            rows.execute("DELETE FROM claims WHERE grp = ? AND member = ?", mine)
            rows.execute("DELETE FROM members WHERE grp = ? AND member = ?", mine)
            self._announce(rows)
