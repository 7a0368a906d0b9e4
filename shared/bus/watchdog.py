"""Ends the process when what it sent stays without an answer for long.

A stuck producer is not rebuilt in the process: its thread may still deliver minutes later. The
supervisor starts the process anew, and the pending events are published again.
"""

import itertools
import os
import threading
import time
from collections.abc import Callable

import structlog

EXIT_CODE = 70
log = structlog.get_logger(__name__)


class Watchdog:
    """Counts what waits for an answer; at most `most` at once, none longer than `patience` s."""

    def __init__(self, patience: float, most: int, end: Callable[[int], object] = os._exit) -> None:
        self._patience = patience
        self._end = end
        self._room = threading.BoundedSemaphore(most)
        self._lock = threading.Lock()
        self._waiting: dict[int, float] = {}
        self._number = 0
        self._broken_since: float | None = None
        self._closed = threading.Event()
        threading.Thread(target=self._watch, name="producer-watchdog", daemon=True).start()

    def enter(self, timeout: float) -> int | None:
        """Return a number for something about to be sent; None when there is no room in time."""
        if not self._room.acquire(timeout=max(timeout, 0)):
            return None
        with self._lock:
            self._number += 1
            self._waiting[self._number] = time.monotonic()
            return self._number

    def answered(self, number: int, *, broken: bool = False) -> None:
        """Note that `number` was answered; `broken`: with a fault that is not the message's own."""
        with self._lock:
            self._broken_since = (self._broken_since or time.monotonic()) if broken else None
            known = self._waiting.pop(number, None)
        if known is not None:
            self._room.release()

    def oldest(self) -> float:
        """Return for how many seconds the oldest one waits, or all were refused (0: neither)."""
        with self._lock:
            since = [*itertools.islice(self._waiting.values(), 1)]
            since += [self._broken_since] if self._broken_since else []
        return time.monotonic() - min(since) if since else 0.0

    def _watch(self) -> None:
        while not self._closed.wait(min(self._patience / 4, 1.0)):
            age = self.oldest()
            if age > self._patience:
                log.critical("producer_stuck", unresolved_seconds=round(age, 1))
                self._end(EXIT_CODE)
                return

    def close(self) -> None:
        """Watch no more."""
        self._closed.set()
