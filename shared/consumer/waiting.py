"""Which partitions wait after a fault, until when, and how often their message was tried."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.bus import Message, TopicPartition
from shared.clock import Clock

MOST_RETRIES = 5
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0


@dataclass
class _Wait:
    offset: int
    tried: int
    until: datetime | None


class Waiting:
    """The pauses double from 0.5 s to 30 s, each times 0.5 to 1.5 (`jitter` gives 0 to 1)."""

    def __init__(self, clock: Clock, jitter: Callable[[], float]) -> None:
        self._clock = clock
        self._jitter = jitter
        self._waits: dict[TopicPartition, _Wait] = {}

    def retries(self, message: Message) -> int:
        """Return how often this message was put off already."""
        wait = self._waits.get(message.place)
        return wait.tried if wait and wait.offset == message.offset else 0

    def put_off(self, message: Message) -> None:
        """Let the message's partition wait, longer each time."""
        tried = self.retries(message) + 1
        pause = min(FIRST_PAUSE * 2 ** min(tried - 1, 10), LONGEST_PAUSE) * (0.5 + self._jitter())
        until = self._clock.now() + timedelta(seconds=pause)
        self._waits[message.place] = _Wait(message.offset, tried, until)

    def over(self) -> list[TopicPartition]:
        """Return, once, the partitions whose pause has ended."""
        ended = [place for place, wait in self._waits.items() if self._is_over(wait)]
        for place in ended:
            self._waits[place].until = None
        return ended

    def _is_over(self, wait: _Wait) -> bool:
        # A clock that was put back makes no pause longer.
        longest = timedelta(seconds=LONGEST_PAUSE * 1.5)
        return wait.until is not None and not (
            timedelta() < wait.until - self._clock.now() <= longest
        )

    def forget(self, place: TopicPartition) -> None:
        """Note that the partition goes on."""
        self._waits.pop(place, None)
