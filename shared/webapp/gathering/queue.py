"""Whole requests that wait for a thread: networks take turns, and none holds the last thread."""

from collections import deque
from collections.abc import Callable

from shared.webapp.gathering.connection import Connection
from shared.webapp.gathering.crowd import Network


class Queue:
    """Hands out `threads` by `work`; all is called by the poller."""

    def __init__(self, threads: int, work: Callable[[Connection], None]) -> None:
        self._threads = self._free = threads
        self._work = work
        self._waiting: dict[Network, deque[Connection]] = {}

    def add(self, one: Connection) -> None:
        """Let a connection wait for a thread; whose network waited longest comes first."""
        self._waiting.setdefault(one.network.site, deque()).append(one)
        self._hand_out()

    def release(self, one: Connection) -> None:
        """Take back the thread that worked for it."""
        one.network.site.working -= 1
        self._free += 1
        self._hand_out()

    def _hand_out(self) -> None:
        while self._free and (network := self._next()) is not None:
            waiting = self._waiting.pop(network)
            one = waiting.popleft()
            if waiting:
                self._waiting[network] = waiting
            if not one.closed:
                network.working += 1
                self._free -= 1
                self._work(one)

    def _next(self) -> Network | None:
        return next((each for each in self._waiting if each.may_work(self._threads)), None)
