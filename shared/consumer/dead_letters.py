"""Messages that can never be handled, set aside with the reason and the place they came from."""

from collections import deque
from datetime import datetime, timedelta

from shared.bus import Bus, BusUnavailable, Message, Outgoing
from shared.clock import Clock
from shared.events import instant_text

LONGEST_REASON = 500
# Kafka's usual bound is 1 MiB for all of a message; what is read may have been larger.
MOST_VALUE_BYTES = 768 * 1024
MOST_HEADER_BYTES = 128 * 1024
CUT = "dlq_cut"


class TooManyDeadLetters(Exception):
    """So many messages were set aside that the fault must be the program's."""


class DeadLetters:
    """Writes dead letters, and counts them against `limit` within `window`."""

    def __init__(
        self, bus: Bus, topic: str, group: str, clock: Clock, limit: int, window: timedelta
    ) -> None:
        self._bus = bus
        self._topic = topic
        self._group = group
        self._clock = clock
        self._limit = limit
        self._window = window
        self._recent: deque[datetime] = deque()

    def add(self, message: Message, reason: str) -> None:
        """Store the message as it was read; raise `BusUnavailable` unless it is acknowledged.

        One too large for the broker is stored cut, and says so: it stays whole where it was read.
        """
        why = {
            "dlq_reason": reason[:LONGEST_REASON],
            "dlq_group": self._group,
            "dlq_topic": message.topic,
            "dlq_partition": str(message.partition),
            "dlq_offset": str(message.offset),
            "dlq_time": instant_text(self._clock.now()),
        }
        letter = _letter(self._topic, message, why)
        if self._bus.publisher().publish([letter]) != [True]:
            raise BusUnavailable(f"a dead letter of {message.topic} was not acknowledged")
        self._recent.append(self._clock.now())

    def check(self) -> None:
        """Raise `TooManyDeadLetters` when the limit is passed."""
        now = self._clock.now()
        while self._recent and not now - self._window <= self._recent[0] <= now:
            self._recent.popleft()
        if len(self._recent) > self._limit:
            raise TooManyDeadLetters(
                f"{len(self._recent)} dead letters of group {self._group} within {self._window}"
            )


def _letter(topic: str, message: Message, why: dict[str, str]) -> Outgoing:
    headers = {
        name: value for name, value in message.headers.items() if not name.startswith("dlq_")
    }
    value = message.value
    size = sum(len(name) + len(held) for name, held in headers.items())
    if len(value) > MOST_VALUE_BYTES or size > MOST_HEADER_BYTES:
        headers = {name: held for name, held in headers.items() if len(held) < 1024}
        headers = dict(list(headers.items())[:32])
        why = {**why, CUT: str(len(value))}
        value = value[:MOST_VALUE_BYTES]
    whole = [*headers.items(), *((name, text.encode()) for name, text in why.items())]
    return Outgoing(topic, message.key, value, tuple(whole))
