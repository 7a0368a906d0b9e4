"""What one network may hold, so that nobody takes the room of all."""

from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from shared.webapp.gathering.spool import Part, Room
from shared.webapp.networks import network_of

if TYPE_CHECKING:
    from shared.webapp.gathering.connection import Connection

MOST_SPOOLED = 1024**3
SHARE = 16


class TooMany(Exception):
    """The client's network holds more than its share: it finishes something first."""


class Network:
    """Whose connections they are; without a `share` nobody counts them."""

    def __init__(self, room: Part, share: int | None = None) -> None:
        self.room = room
        self._share = share
        self.unfinished: dict[Connection, None] = {}
        self.working = 0

    def check(self) -> None:
        """Raise `TooMany` where too much waits for clients of this network already."""
        if self.room.used_up:
            raise TooMany

    def is_full(self, left: int) -> bool:
        """Tell whether it holds its share, or half of what is `left`, whichever is less.

        So the door stays open for those who hold nothing, whatever number of networks fill it.
        """
        if self._share is None:
            return False
        return len(self.unfinished) >= min(self._share, max(left // 2, 1))

    def may_work(self, threads: int) -> bool:
        """Tell whether it may have one more of `threads`: the last one is left to others."""
        return self._share is None or self.working < max(threads - 1, 1)

    def late(self, now: float) -> "Connection | None":
        """Return the oldest of the unfinished that is late, or None."""
        return next((each for each in self.unfinished if each.deadline(now) < now), None)


class Crowd:
    """All networks of a worker that may hold `most` connections; each has a sixteenth at most.

    Half of its `threads` may wait for readers where no room is left.
    """

    def __init__(self, most: int, threads: int) -> None:
        self.room = Room(MOST_SPOOLED, threads // 2)
        self._most = most
        self._networks: WeakValueDictionary[str, Network] = WeakValueDictionary()
        self._nobody = Network(self.room.part(MOST_SPOOLED))

    def of(self, host: str | None) -> Network:
        """Return the network of an address; None is one whose connections nobody counts."""
        if host is None:
            return self._nobody
        name = network_of(host)
        found = self._networks.get(name)
        if found is None:
            found = Network(self.room.part(MOST_SPOOLED // SHARE), max(self._most // SHARE, 1))
            self._networks[name] = found
        return found


def settle(one: "Connection", now: float, left: int) -> "Connection | None":
    """Count `one` in its network as it is now; return who must go for it, or None.

    `left` is how many more connections the worker may hold. Who goes is the first of its network
    that is late, or `one` itself.
    """
    others = one.network.unfinished
    if (one in others) == one.unfinished:
        return None
    if one in others:
        del others[one]
        return None
    goes = (one.network.late(now) or one) if one.network.is_full(left) else None
    others[one] = None
    return goes
