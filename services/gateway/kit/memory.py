"""What a process remembers for a moment, so that a page that is hit hard costs little."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from flask import current_app

from services.gateway.kit.parts import parts
from services.gateway.kit.problems import ServiceProblem

KEY = "kermesse-memory"
MOST = 500

Kept = TypeVar("Kept")


class Memory(Generic[Kept]):
    """Values by key, each for `seconds`; what raises is not kept.

    Threads may look something up twice at once: both answers are right.
    """

    def __init__(self, seconds: float, now: Callable[[], datetime]) -> None:
        self._whole = timedelta(seconds=seconds)
        self._now = now
        self._kept: dict[tuple[str, ...], tuple[datetime, Kept]] = {}

    def get(self, key: tuple[str, ...], look: Callable[[], Kept]) -> Kept:
        """Return what `look` returned for this key a moment ago, or ask it."""
        found = self._kept.get(key)
        now = self._now()
        if found is not None and now - found[0] < self._whole:
            return found[1]
        value = look()
        if len(self._kept) >= MOST:
            self._kept = {}
        self._kept[key] = (now, value)
        return value

    def last(self, key: tuple[str, ...], look: Callable[[], Kept]) -> Kept:
        """Return the same, or what was known before, however old, where the service is away."""
        found = self._kept.get(key)
        try:
            return self.get(key, look)
        except ServiceProblem as problem:
            if found is None or problem.status < 500:
                raise
            return found[1]


def memory(name: str, seconds: float) -> Memory[Any]:
    """Return the memory of this name of the present application."""
    kept = current_app.extensions.get(KEY)
    if kept is None or kept[0] is not parts():
        kept = current_app.extensions[KEY] = (parts(), {})
    memories: dict[str, Memory[Any]] = kept[1]
    return memories.setdefault(name, Memory(seconds, parts().clock.now))
