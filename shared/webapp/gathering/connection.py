"""One client's connection, between the poller and the threads of the application."""

import socket
from enum import Enum, auto
from typing import Any

from shared.webapp.gathering.crowd import Network
from shared.webapp.gathering.outlet import Outlet
from shared.webapp.gathering.parser import Gathered
from shared.webapp.gathering.patience import LENIENCY, LINGER, PATIENCE, deadline
from shared.webapp.gathering.request import Gathering, Gauge

_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class State(Enum):
    """Whose turn it is."""

    WAITING = auto()  # the client's, to begin a request
    GATHERING = auto()  # the client's, to go on with it
    WORKING = auto()  # a thread's
    DRAINING = auto()  # the client's, to read the answer
    CLOSING = auto()  # the client's, to close: what it still sends is thrown away
    CLOSED = auto()


class Connection:
    """Holds the state; all is called by the poller.

    `sock`, `client`, `server` and `parser` are what gunicorn's `ThreadWorker.handle` works on.
    `network` is whose connection it is; `watched` are the poller's events; `answered` counts the
    requests that were.
    """

    initialized = data_ready = True
    is_http2 = False

    def __init__(
        self, line: socket.socket, client: Any, server: Any, gauge: Gauge, network: Network
    ) -> None:
        self.line, self.client, self.server = line, client, server
        self.network = network
        self._gauge = gauge
        self.sock = Outlet(line, network.room, gauge.clock)
        self.state = State.WAITING
        self.watched = 0
        self.answered = 0
        self.keep = True
        self._rest = b""
        self._gathering = Gathering(gauge, network, client, 1)
        self._since = self._gauge.clock()
        self.parser = Gathered(gauge.config, client, network, self._gathering)

    def init(self) -> None:
        """Do nothing: this is where gunicorn begins to read."""

    @property
    def closed(self) -> bool:
        """Whether it is gone."""
        return self.state is State.CLOSED

    @property
    def kept(self) -> bool:
        """Whether it waits for another request, after one that was answered."""
        return self.state is State.WAITING and self.answered > 0

    @property
    def unfinished(self) -> bool:
        """Whether a request is on its way, from its connection to the end of its answer."""
        if self.state is State.WAITING:
            return not self.answered
        return self.state in (State.GATHERING, State.WORKING, State.DRAINING)

    @property
    def begun(self) -> bool:
        """Whether something of the next request came."""
        return self._gathering.begun

    @property
    def whole(self) -> bool:
        """Whether the request can be handed over."""
        return self._gathering.whole

    @property
    def answering(self) -> bool:
        """Whether an answer was begun that the client has not read."""
        return self.state is State.DRAINING

    def deadline(self, now: float) -> float:
        """Return the instant after which it may be dropped where room is short."""
        match self.state:
            case State.WORKING:
                return now + PATIENCE
            case State.DRAINING:
                return self.sock.deadline
            case State.CLOSING:
                return self._since + LINGER - LENIENCY
            case _:
                return deadline(self._since, self._gathering.moved, self._gathering.moved_at)

    def feed(self, data: bytes) -> bool:
        """Take what the client sent, b"" for the end of its side; tell whether a request began."""
        if not data:
            if self.begun:
                self._gathering.end()
            return self.begun
        had_head = self._gathering.request is not None
        self._rest = self._gathering.feed(data)
        if self._gathering.must_continue():
            self.sock.sendall(_CONTINUE)
            self.sock.flush()
        self._note_progress(had_head)
        return self.begun

    def _note_progress(self, had_head: bool) -> None:
        began = self.state is State.WAITING and self._gathering.begun
        if began or (not had_head and self._gathering.request is not None):
            # The first byte starts the time for the head, its end the time for the body.
            self._since = self._gauge.clock()
            self.state = State.GATHERING

    def begin_work(self) -> None:
        """Hand the request over to a thread."""
        self.state = State.WORKING
        self.sock.begin()

    def renew(self) -> None:
        """Begin with the next request, by what came of it already."""
        self._gathering.close()
        self.answered += 1
        self._gathering = Gathering(self._gauge, self.network, self.client, self.answered + 1)
        self.parser.gathering = self._gathering
        self._since, self.state = self._gauge.clock(), State.WAITING
        rest, self._rest = self._rest, b""
        if rest:
            self.feed(rest)

    def may_go_on(self) -> bool:
        """Tell whether another request may follow on this connection."""
        return self.keep and self._gathering.refusal is None and self._gathering.spent

    def linger(self) -> None:
        """End our side; what the client still sends is thrown away for a while.

        Closed at once, the system would tell the client of a lost connection, before it has read
        the answer (RFC 9112, 9.6).
        """
        self._since, self.state = self._gauge.clock(), State.CLOSING
        self.line.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """End it."""
        self.state = State.CLOSED
        self._gathering.close()
        self.sock.forget()
        self.line.close()
