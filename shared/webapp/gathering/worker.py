"""A worker whose poller gathers requests and sends answers; its threads only run the application.

gunicorn's own threaded worker reads a request, its body, and writes the answer in a thread, for
as long as the client likes: as many slow clients as there are threads, and nobody else is served.
"""

from concurrent.futures import Future
from contextlib import suppress
from socket import socket
from time import monotonic
from typing import Any, ClassVar

from gunicorn.http.errors import ParseException
from gunicorn.workers.gthread import ThreadWorker

from shared.webapp.gathering.answers import TOO_MANY, answer, refusal_of
from shared.webapp.gathering.connection import Connection
from shared.webapp.gathering.connections import Connections
from shared.webapp.gathering.crowd import Crowd, Network, TooMany
from shared.webapp.gathering.dropped import Dropped
from shared.webapp.gathering.queue import Queue
from shared.webapp.gathering.request import (
    LARGER,
    MOST_BODY,
    Gauge,
    Incomplete,
    nothing_larger,
)
from shared.webapp.gathering.turns import Turns

_AT_A_TURN = 64
# For so long nobody is accepted where the system has no room for another connection.
_REST = 1.0
_TURNED_AWAY = answer(TOO_MANY)


class GatheringWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn carries no types
    """gunicorn's threaded worker with another way in and out; TLS and HTTP/2 are the proxy's.

    `counts_networks` is false behind a proxy, whose address is that of everybody.
    """

    counts_networks: ClassVar[bool] = True

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.crowd = Crowd(self.worker_connections, self.cfg.threads)
        self.connections = Connections(self.worker_connections, self.crowd.room)
        self.dropped = Dropped(self.log)
        self.idle_until = float("inf")
        self.rests_until = 0.0

    def load_wsgi(self) -> None:
        """Load the application; a body that is longer than it takes will not be gathered."""
        super().load_wsgi()
        config = getattr(self.wsgi, "config", {})
        most = int(config.get("MAX_CONTENT_LENGTH") or MOST_BODY)
        self.gauge = Gauge(self.cfg, most, larger=config.get(LARGER, nothing_larger))

    def run(self) -> None:
        """Serve until the end."""
        self.queue = Queue(self.cfg.threads, self.enqueue_req)
        self.turns = Turns(self.poller, self.connections, self.dropped, self.queue.add)
        super().run()

    def accept(self, listener: Any) -> None:
        """Take a connection in; where room is short, somebody goes for it.

        Those that are turned away cost little: many of them may go before the one that is taken
        in, which is one alone, so that the workers share what comes.
        """
        for _ in range(_AT_A_TURN):
            found = self._accept(listener)
            if found is None or self._take_in(*found):
                return

    def set_accept_enabled(self, enabled: bool) -> None:
        """Accept connections or not; a worker that ends takes in those that were made before.

        Then it gives its listeners up: nobody connects to a process that will not answer.
        """
        if enabled and monotonic() < self.rests_until:
            return
        ends = not enabled and not self.alive
        for listener in self.sockets if ends and self._accepting else []:
            while self.connections.left > 0 and (found := self._accept(listener)):
                self._take_in(*found)
        super().set_accept_enabled(enabled)
        for listener in self.sockets if ends else []:
            listener.close()

    def finish_request(self, conn: Connection, fs: "Future[Any]") -> None:
        """Send what is left of the answer, then go on with the connection or end it."""
        self.queue.release(conn)
        conn.keep = not fs.cancelled() and fs.exception() is None and bool(fs.result())
        if not conn.closed:
            self.turns.finish(conn)
        self._count()

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        """Answer a problem document; of what was sent, nothing is written anywhere."""
        refusal = refusal_of(exc)
        if refusal[0] >= 500 and not isinstance(exc, ParseException):
            self.log.exception("Error handling request")
        elif isinstance(exc, TooMany):
            self.dropped.count("crowded")
        elif not isinstance(exc, Incomplete):
            self.log.warning("Invalid request")
        client.sendall(answer(refusal))

    def _keepalive_after(self, conn: Connection, keepalive: Any) -> bool:
        # A body that nobody read may be found broken now that it is passed over. The answer is
        # given: a second one would be taken for that to the next request.
        try:
            return bool(super()._keepalive_after(conn, keepalive))
        except ParseException:
            return False

    def murder_keepalived(self, force: bool = False) -> None:
        """End whoever is late; the worker's loop calls this at each turn."""
        now = monotonic()
        for one in self.connections.late(now):
            self.turns.drop_late(one)
        if force or now > self.idle_until:
            for one in self.connections.all() if force else self.connections.idle():
                self.turns.close(one)
        self._count()
        self.dropped.tell()

    def murder_pending(self) -> None:
        """Do nothing: all connections stand in one queue."""

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """Turn once; a worker that ends wakes up when it has to close what is idle."""
        left = max(self.idle_until - monotonic(), 0.0)
        super().wait_for_and_dispatch_events(min(timeout, left) if left else timeout)

    def _cap_keepalive(self, deadline: float) -> None:
        self.idle_until = deadline

    def _count(self) -> None:
        # What gunicorn's loop goes by: whether to accept, and whether a stop has to wait.
        self.nr_conns = len(self.connections)

    def _accept(self, listener: Any) -> tuple[socket, Any, Any] | None:
        try:
            line, client = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return None
        except OSError:
            # No descriptor is free: whoever asked again at once would ask without end.
            self.dropped.count("unaccepted")
            self.rests_until = monotonic() + _REST
            super().set_accept_enabled(False)
            return None
        line.setblocking(False)
        return line, client, listener.getsockname()

    def _take_in(self, line: socket, client: Any, server: Any) -> bool:
        now = monotonic()
        for late in self.connections.late(now):
            self.turns.drop_late(late)
        host = client[0] if self.counts_networks and isinstance(client, tuple) else None
        network = self.crowd.of(host)
        full = network.full(self.connections.left)
        if full is not None and not self._drop_one_of(full, now):
            self._turn_away(line)
            return False
        self.turns.begin(Connection(line, client, server, self.gauge, network))
        self._count()
        return True

    def _drop_one_of(self, network: Network, now: float) -> bool:
        late = network.late(now)
        if late is not None:
            self.turns.drop_late(late)
        return late is not None

    def _turn_away(self, line: socket) -> None:
        self.dropped.count("crowded")
        with suppress(OSError):
            line.send(_TURNED_AWAY)
        line.close()
