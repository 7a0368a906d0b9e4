"""What one network may hold, so that nobody takes the room of all."""

from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from shared.webapp.gathering.spool import Part, Room
from shared.webapp.networks import SITE, network_of

if TYPE_CHECKING:
    from shared.webapp.gathering.connection import Connection

MOST_SPOOLED = 1024**3
SHARE, SITE_SHARE = 16, 4


class TooMany(Exception):
    """The client's network holds more than its share: it finishes something first."""


class Network:
    """Whose connections they are; without a `share` nobody counts them.

    Those of a network of IPv6 count for its `site` as well, which has a wider share.
    """

    def __init__(self, room: Part, share: int | None = None, site: "Network | None" = None) -> None:
        self.room = room
        self._share, self._site = share, site
        self.unfinished: dict[Connection, None] = {}
        self.working = 0

    @property
    def site(self) -> "Network":
        """The widest network that it is counted in."""
        return self._site or self

    @property
    def counted_in(self) -> "tuple[Network, ...]":
        """Itself, and its site."""
        return (self,) if self._site is None else (self, self._site)

    def check(self) -> None:
        """Raise `TooMany` where too much waits for clients of this network already."""
        if self.room.used_up:
            raise TooMany

    def full(self, left: int) -> "Network | None":
        """Return which of it and its site holds its share, or half of what is `left` if less.

        So no network fills the door by itself. Some thirty together do: that is a flood.
        """
        return next((each for each in self.counted_in if each._is_full(left)), None)

    def _is_full(self, left: int) -> bool:
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

    All that share an IPv6 network of /48 have a quarter together. Half of its `threads` may wait
    for readers where no room is left.
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
        name, wider = network_of(host), network_of(host, SITE)
        site = None if wider == name else self._network(wider, SITE_SHARE)
        return self._network(name, SHARE, site)

    def _network(self, name: str, share: int, site: Network | None = None) -> Network:
        found = self._networks.get(name)
        if found is None:
            room = self.room.part(MOST_SPOOLED // share)
            found = Network(room, max(self._most // share, 1), site)
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
    full = None if one in others else one.network.full(left)
    goes = None if full is None else full.late(now) or one
    for network in one.network.counted_in:
        if one.unfinished:
            network.unfinished[one] = None
        else:
            del network.unfinished[one]
    return goes
