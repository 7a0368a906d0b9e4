"""Bounds what waits for an answer, and ends the process when an answer stays away for long.

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
    """Knows what waits for an answer: at most `most` at once, none longer than `patience` s.

    Together they have at most `most_bytes`; one that is larger waits until it is alone.
    """

    def __init__(
        self,
        patience: float,
        most: int,
        end: Callable[[int], object] = os._exit,
        *,
        most_bytes: int = 16 * 1024 * 1024,
    ) -> None:
        self._patience = patience
        self._most = most
        self._most_bytes = most_bytes
        self._end = end
        self._changed = threading.Condition()
        self._waiting: dict[int, tuple[float, int]] = {}
        self._bytes = 0
        self._number = 0
        self._broken_since: float | None = None
        self._closed = threading.Event()
        threading.Thread(target=self._watch, name="producer-watchdog", daemon=True).start()

    def enter(self, timeout: float, size: int = 0) -> int | None:
        """Return a number for `size` bytes about to be sent; None when there is no room in time."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._has_room(size), max(timeout, 0)):
                return None
            self._number += 1
            self._waiting[self._number] = (time.monotonic(), size)
            self._bytes += size
            return self._number

    def _has_room(self, size: int) -> bool:
        if not self._waiting:
            return True
        return len(self._waiting) < self._most and self._bytes + size <= self._most_bytes

    def answered(self, number: int, *, broken: bool = False) -> None:
        """Note that `number` was answered; `broken`: with a fault that is not the message's own."""
        with self._changed:
            self._broken_since = (self._broken_since or time.monotonic()) if broken else None
            _, size = self._waiting.pop(number, (0.0, 0))
            self._bytes -= size
            self._changed.notify_all()

    def oldest(self) -> float:
        """Return for how many seconds the oldest one waits, or all were refused (0: neither)."""
        with self._changed:
            since = [began for began, _ in itertools.islice(self._waiting.values(), 1)]
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
