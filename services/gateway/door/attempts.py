"""Counts of attempts in the memory of this process, for the limits of views."""

import threading
from typing import Any

from limits.storage import MemoryStorage


class SteadyMemory(MemoryStorage):
    """The memory of `limits`, one caller at a time.

    In release 5.8.0 two threads may start the same timer, and one of them raises: a visitor's
    form was answered by 500 now and then. Mended upstream in May 2026, not yet released.
    """

    STORAGE_SCHEME = ["steady"]  # noqa: RUF012 - as the base declares it

    def __init__(self, uri: str | None = None, **options: Any) -> None:
        self._turn = threading.Lock()
        super().__init__(uri, **options)

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count, and return the count."""
        with self._turn:
            return super().incr(key, expiry, amount)

    def decr(self, key: str, amount: int = 1) -> int:
        """Count back, and return the count."""
        with self._turn:
            return super().decr(key, amount)

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count within a moving window of `expiry` seconds; return False beyond `limit`."""
        with self._turn:
            return super().acquire_entry(key, limit, expiry, amount)
