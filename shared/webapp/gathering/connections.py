"""The connections of a worker: how many there may be, and who goes when room is short."""

from collections.abc import Iterator

from shared.webapp.gathering.connection import Connection, State
from shared.webapp.gathering.crowd import settle
from shared.webapp.gathering.deadlines import Deadlines
from shared.webapp.gathering.patience import LENIENCY
from shared.webapp.gathering.spool import Room


class Connections:
    """Those that are open, of `most` that there may be.

    Room is short from four fifths on, of connections or of the files they wait in.
    """

    def __init__(self, most: int, room: Room) -> None:
        self._most, self._enough = most, most * 4 // 5
        self._room = room
        self._open: set[Connection] = set()
        self._kept: dict[Connection, None] = {}
        self._deadlines = Deadlines()

    def __len__(self) -> int:
        return len(self._open)

    @property
    def left(self) -> int:
        """How many more there may be."""
        return self._most - len(self._open)

    def add(self, one: Connection, now: float) -> None:
        """Look after a connection from now on."""
        self._open.add(one)
        self.look_again(one, now)

    def look_again(self, one: Connection, now: float) -> None:
        """Note a deadline that is earlier than it was."""
        self._deadlines.add(one, now)

    def settle(self, one: Connection, now: float) -> Connection | None:
        """Count one whose turn changed, or that was closed; return who must go for it, or None."""
        if one.closed:
            self._open.discard(one)
        if one.kept:
            self._kept[one] = None
        else:
            self._kept.pop(one, None)
        return settle(one, now, self.left)

    def late(self, now: float) -> Iterator[Connection]:
        """Give those that must go by now, each to be closed before the next is asked for.

        Where room is short, those that were kept for another request go after whoever is late, the
        longest first: it costs their clients no more than to connect again (RFC 9112, 9.3).
        """
        yield from self._deadlines.passed(now, LENIENCY)
        while self._room.short or len(self._open) > self._enough:
            one = next(self._deadlines.passed(now), None) or next(iter(self._kept), None)
            if one is None:
                return
            yield one

    def idle(self) -> list[Connection]:
        """Return those on which no request was begun."""
        return [each for each in self._open if each.state is State.WAITING]

    def all(self) -> list[Connection]:
        """Return all of them."""
        return list(self._open)
