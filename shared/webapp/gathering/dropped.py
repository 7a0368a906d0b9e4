"""A line of log, once a minute at most, on connections that were not served."""

import time
from collections import Counter
from typing import Any

_SECONDS = 60.0
_WORDS = {
    "slow": "ended as too slow",
    "crowded": "refused to networks that hold too many",
    "unaccepted": "not accepted by the system",
}


class Dropped:
    """Counts by reason; no address is kept."""

    def __init__(self, log: Any) -> None:
        self._log = log
        self._counts: Counter[str] = Counter()
        self._next = 0.0

    def count(self, reason: str) -> None:
        """Count one connection."""
        self._counts[reason] += 1

    def fault(self) -> None:
        """Write that a connection ended by a fault of ours, which is being handled."""
        self._log.exception("A connection failed")

    def tell(self) -> None:
        """Write the line when it is time and there is something to tell."""
        if not self._counts or time.monotonic() < self._next:
            return
        told = [f"{count} {_WORDS[reason]}" for reason, count in sorted(self._counts.items())]
        self._log.warning("Connections: %s", ", ".join(told))
        self._counts.clear()
        self._next = time.monotonic() + _SECONDS
