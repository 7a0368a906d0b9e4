"""Large counts, each made anew now and then: counting costs with what is counted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.clock import Clock

ABOVE = 10_000
KEPT_FOR = timedelta(seconds=30)
MOST = 1_000


@dataclass
class LargeCounts:
    """What one process counted: above `above` it is told again for thirty seconds.

    What is smaller is counted each time, and is always exact.
    """

    clock: Clock
    above: int = ABOVE
    _kept: dict[tuple[str, ...], tuple[datetime, int]] = field(default_factory=dict)

    def of(self, key: tuple[str, ...], count: Callable[[], int]) -> int:
        """Return what `count` counts, or counted a short while ago."""
        now = self.clock.now()
        begun, known = self._kept.get(key, (now - KEPT_FOR, 0))
        if now < begun + KEPT_FOR:
            return known
        found = count()
        self._kept.pop(key, None)
        if found > self.above:
            if len(self._kept) >= MOST:
                self._kept.clear()
            self._kept[key] = (now, found)
        return found
