"""Documents whose event was refused: passed over for a while, lest they starve what is behind."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.clock import Clock

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(seconds=60)
MOST_HELD = 10_000
TRIES_BEFORE_ALARM = 5


@dataclass
class Hold:
    """A document that was refused `tries` times; it is passed over until `until`."""

    until: datetime
    pause: timedelta
    tries: int = 1
    told: bool = False

    @property
    def stuck(self) -> bool:
        """Tell whether it was refused so often that somebody should look."""
        return self.tries > TRIES_BEFORE_ALARM


class Holds:
    """The held documents of one collection, by id: at most `most`, any more are just tried again.

    Pauses double from 1 s to 60 s.
    """

    def __init__(self, clock: Clock, most: int) -> None:
        self._clock = clock
        self._most = most
        self._held: dict[str, Hold] = {}

    def __contains__(self, name: str) -> bool:
        """Tell whether the document was refused the last time."""
        return name in self._held

    def passes_over(self, name: str) -> bool:
        """Tell whether the document's pause lasts; a clock put back makes none longer."""
        hold = self._held.get(name)
        return hold is not None and timedelta() < hold.until - self._clock.now() <= LONGEST_PAUSE

    def refuse(self, name: str) -> Hold:
        """Note one more refusal, and let the document wait longer."""
        before = self._held.get(name)
        hold = before or Hold(self._clock.now(), FIRST_PAUSE, 0)
        hold.pause = min(hold.pause * 2, LONGEST_PAUSE) if before else FIRST_PAUSE
        hold.until = self._clock.now() + hold.pause
        hold.tries += 1
        if before or len(self._held) < self._most:
            self._held[name] = hold
        return hold

    def forget(self, name: str) -> None:
        """Note that all of the document's events went out."""
        self._held.pop(name, None)

    def release(self) -> None:
        """End every pause: the broker is back."""
        for hold in self._held.values():
            hold.until = self._clock.now()

    def prune(self) -> None:
        """Forget those that nobody met since their pause ended: they are gone, or settled."""
        before = self._clock.now() - LONGEST_PAUSE
        for name in [name for name, hold in self._held.items() if hold.until < before]:
            del self._held[name]

    def stuck(self) -> int:
        """Return how many were refused so often that somebody should look."""
        return sum(hold.stuck for hold in self._held.values())
