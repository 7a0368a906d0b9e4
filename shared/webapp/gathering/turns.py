"""What the poller does with a connection when something happens to it."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from selectors import EVENT_READ, EVENT_WRITE, BaseSelector
from time import monotonic
from typing import Any

from shared.webapp.gathering.answers import TOO_MANY, TOO_SLOW, Refusal, answer
from shared.webapp.gathering.connection import Connection, State
from shared.webapp.gathering.connections import Connections
from shared.webapp.gathering.dropped import Dropped

_PIECE = 64 * 1024


class Turns:
    """Reads, sends and ends connections without ever waiting for one; `work` hands one over."""

    def __init__(
        self,
        poller: BaseSelector,
        connections: Connections,
        dropped: Dropped,
        work: Callable[[Connection], None],
    ) -> None:
        self._poller = poller
        self._connections = connections
        self._dropped = dropped
        self._work = work

    def begin(self, one: Connection) -> None:
        """Wait for the first request of a connection."""
        self._connections.add(one, monotonic())
        self._watch(one, EVENT_READ)

    def finish(self, one: Connection) -> None:
        """Go on with a connection whose thread has ended its work."""
        self._safely(self._send_rest, one)

    def drop_late(self, one: Connection) -> None:
        """End one that is late; whoever is sending a request is told why."""
        if one.state is State.GATHERING:
            self._refuse(one, TOO_SLOW, "slow")
            return
        if one.answering:
            self._dropped.count("slow")
        self.close(one)

    def close(self, one: Connection) -> None:
        """End one at once."""
        if not one.closed:
            self._unwatch(one)
            one.close()
            self._connections.settle(one, monotonic())

    def _safely(self, action: Callable[[Connection], None], one: Connection, *_: Any) -> None:
        try:
            action(one)
        except OSError:
            self.close(one)
        except Exception:
            self._dropped.fault()
            self.close(one)

    def _on_event(self, one: Connection) -> None:
        match one.state:
            case State.WAITING | State.GATHERING:
                self._read(one)
            case State.DRAINING:
                self._send_rest(one)
            case State.CLOSING if not one.line.recv(_PIECE):
                self.close(one)
            case State.WORKING:
                # It sent more, or it went: that is read when its turn comes.
                self._unwatch(one)

    def _read(self, one: Connection) -> None:
        with suppress(BlockingIOError):
            data = one.line.recv(_PIECE)
            if one.feed(data) or data:
                self._go_on(one)
            else:
                self.close(one)

    def _go_on(self, one: Connection) -> None:
        if one.whole:
            one.begin_work()
            self._settle(one)
            if not one.closed:
                self._work(one)
        else:
            self._watch(one, EVENT_READ)

    def _send_rest(self, one: Connection) -> None:
        if not one.sock.flush():
            one.state = State.DRAINING
            self._watch(one, EVENT_WRITE)
        elif one.may_go_on():
            one.renew()
            self._go_on(one)
        else:
            one.linger()
            self._connections.look_again(one, monotonic())
            self._watch(one, EVENT_READ)

    def _settle(self, one: Connection) -> None:
        goes = self._connections.settle(one, monotonic())
        if goes is one:
            self._refuse(one, TOO_MANY, "crowded")
        elif goes is not None:
            self.drop_late(goes)

    def _refuse(self, one: Connection, refusal: Refusal, reason: str) -> None:
        self._dropped.count(reason)
        with suppress(OSError):
            one.sock.sendall(answer(refusal))
            one.sock.flush()
        self.close(one)

    def _watch(self, one: Connection, events: int) -> None:
        if one.watched != events:
            act = self._poller.modify if one.watched else self._poller.register
            act(one.line, events, partial(self._safely, self._on_event, one))
            one.watched = events
        self._settle(one)

    def _unwatch(self, one: Connection) -> None:
        if one.watched:
            self._poller.unregister(one.line)
            one.watched = 0
