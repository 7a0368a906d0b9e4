"""A collection and a publisher that let something happen at a named place of the relay's work."""

from collections.abc import Callable, Sequence
from typing import Any

from shared.bus import Outgoing, Publisher
from shared.documents import Collection, Pending, Settlement

AFTER_READING, AFTER_PUBLISHING, IN_SETTLING, AFTER_SETTLING = PLACES = (
    "after reading what waits",
    "after publishing",
    "in the middle of settling",
    "after settling",
)
Reached = Callable[[str], None]


class PausingCollection:
    """Tells `reached` of the places that it comes by."""

    def __init__(self, inner: Collection, reached: Reached) -> None:
        self._inner = inner
        self._reached = reached

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def pending(self, limit: int, skip: int = 0) -> list[Pending]:
        """Read, then come by."""
        found = self._inner.pending(limit, skip)
        if found:
            self._reached(AFTER_READING)
        return found

    def settle_each(self, settlements: Sequence[Settlement]) -> int:
        """Settle in two halves, and come by between them."""
        half = len(settlements) // 2
        settled = self._inner.settle_each(settlements[:half]) if half else 0
        self._reached(IN_SETTLING)
        settled += self._inner.settle_each(settlements[half:])
        self._reached(AFTER_SETTLING)
        return settled


class PausingPublisher:
    """Tells `reached` when something was published."""

    def __init__(self, inner: Publisher, reached: Reached) -> None:
        self._inner = inner
        self._reached = reached

    def publish(self, batch: Sequence[Outgoing], timeout: float = 10.0) -> list[bool]:
        """Publish, then come by."""
        answers = self._inner.publish(batch, timeout)
        self._reached(AFTER_PUBLISHING)
        return answers

    def close(self) -> None:
        """Let go of the broker."""
        self._inner.close()
