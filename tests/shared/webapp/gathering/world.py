"""Connections of one worker, and the sockets of their clients."""

import socket
from dataclasses import dataclass, field
from typing import Any

from gunicorn.config import Config

from shared.webapp.gathering.connection import Connection
from shared.webapp.gathering.connections import Connections
from shared.webapp.gathering.crowd import Crowd
from shared.webapp.gathering.request import Gauge

WHOLE = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
SERVER = ("127.0.0.1", 8000)


@dataclass
class World:
    """Connections of one worker, and the sockets of their clients."""

    most: int = 160
    now: float = 1000.0
    clients: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.crowd = Crowd(self.most, 8)
        self.connections = Connections(self.most, self.crowd.room)

    def connect(self, host: str | None = None) -> Connection:
        """Return a new connection, counted and looked after."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        self.clients.append(theirs)
        gauge, network = Gauge(Config(), 10**6, lambda: self.now), self.crowd.of(host)
        one = Connection(ours, (host, 4711), SERVER, gauge, network)
        self.connections.add(one, self.now)
        return one

    def begin_work(self, host: str | None = None) -> Connection:
        """Return a new connection whose request came whole, in one piece."""
        one = self.connect(host)
        one.feed(WHOLE)
        one.begin_work()
        return one

    def goes_for(self, one: Connection, after: float = 0.0) -> Connection | None:
        """Return who must go now that `one` wants to be counted."""
        return self.connections.settle(one, self.now + after)

    def late(self, after: float) -> list[Connection]:
        """End those that are late so many seconds from now, and return them."""
        gone = []
        for one in self.connections.late(self.now + after):
            one.close()
            self.connections.settle(one, self.now)
            gone.append(one)
        return gone

    def close(self) -> None:
        """Close every socket."""
        for one in self.connections.all():
            one.close()
        for client in self.clients:
            client.close()
