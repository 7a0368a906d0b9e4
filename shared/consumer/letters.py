"""Dead letters as an operator meets them: read, published again, or given up.

The topic of dead letters is a log: what became of a letter is one more message on it, of the same
key, whose header `dlq_done` names the letter. Nothing else is kept anywhere.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from shared.bus import Bus, BusUnavailable, Message, Outgoing, Subscription
from shared.clock import Clock
from shared.consumer.dead_letters import CUT
from shared.events import instant_text

State = Literal["waiting", "retried", "dropped"]
DONE, HOW, TIME, WHO, WHY = "dlq_done", "dlq_how", "dlq_time", "dlq_by", "dlq_because"
OWN = "dlq_"
SILENCE_SECONDS = 5.0
JOIN_SECONDS = 30.0


class NotRetried(Exception):
    """A letter cannot be published again, or the broker did not acknowledge it; says why."""


class CutShort(NotRetried):
    """A letter was too large to be kept whole."""


@dataclass
class Letter:
    """A dead letter: the message as it was read, why it was set aside, what became of it."""

    topic: str
    message: Message
    state: State = "waiting"
    mark: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Partition and offset on the topic of dead letters."""
        return f"{self.message.partition}-{self.message.offset}"

    def header(self, name: str) -> str:
        """Return a header as text; an absent one is empty."""
        return self.message.headers.get(name, b"").decode(errors="replace")

    @property
    def place(self) -> str:
        """Topic, partition and offset at which it was read."""
        return "/".join(self.header(f"{OWN}{part}") for part in ("topic", "partition", "offset"))

    @property
    def original(self) -> Outgoing:
        """The message as it was; raise `CutShort` where not all of it was kept."""
        if self.header(CUT):
            raise CutShort(f"it was kept without its end: it is whole at {self.place}")
        headers = self.message.headers.items()
        kept = tuple((name, value) for name, value in headers if not name.startswith(OWN))
        topic = self.header(f"{OWN}topic")
        return Outgoing(topic, self.message.key, self.message.value, kept)


def read_letters(bus: Bus, topic: str, group: str) -> list[Letter]:
    """Return the letters of `topic`, the oldest first; `group` is a reader's own, never committed.

    Raises `BusUnavailable`, also where another reader of the group holds the topic.
    """
    subscription = bus.subscribe(group, [topic])
    try:
        return _marked(topic, _messages(subscription))
    finally:
        subscription.close()


def _messages(subscription: Subscription) -> list[Message]:
    ends = {place: end for place, end in subscription.end_offsets().items() if end}
    found: list[Message] = []
    heard = time.monotonic()
    while ends:
        messages = subscription.poll(0.2, 500)
        found += messages
        for message in messages:
            if message.offset + 1 >= ends.get(message.place, 0):
                ends.pop(message.place, None)
        joined = subscription.assignment() >= set(ends)
        now = time.monotonic()
        heard = now if messages else heard
        # Retention may have taken the last ones: silence is an end as well, once all is joined.
        if joined and now - heard > SILENCE_SECONDS:
            break
        if now - heard > JOIN_SECONDS:
            raise BusUnavailable("the dead letters are held by another reader")
    return sorted(found, key=lambda message: (message.partition, message.offset))


def _marked(topic: str, messages: list[Message]) -> list[Letter]:
    letters = [Letter(topic, message) for message in messages if DONE not in message.headers]
    known = {letter.id: letter for letter in letters}
    for mark in (Letter(topic, message) for message in messages if DONE in message.headers):
        letter = known.get(mark.header(DONE))
        if letter is not None:
            letter.state = "retried" if mark.header(HOW) == "retried" else "dropped"
            letter.mark = {name: mark.header(name) for name in (TIME, WHO, WHY)}
    return letters


class Desk:
    """Where an operator, `who`, deals with letters; everything is written to the bus."""

    def __init__(self, bus: Bus, clock: Clock, who: str) -> None:
        self._bus = bus
        self._clock = clock
        self._who = who

    def retry(self, letter: Letter, *same: Letter) -> None:
        """Publish the message again where it was read, then note it; raise `NotRetried`.

        `same` are the letters of other groups that set this very message aside: every group of the
        topic reads it again, which handlers bear, so it is published once for all. Should this end
        between the two, letters wait still, and a second time does no harm.
        """
        self._publish(letter.original, f"{letter.header('dlq_topic')} did not acknowledge it")
        for each in (letter, *same):
            self._mark(each, "retried", "")

    def drop(self, letter: Letter, because: str) -> None:
        """Note that the letter is given up, and why."""
        self._mark(letter, "dropped", because)

    def _mark(self, letter: Letter, how: State, because: str) -> None:
        note = {
            DONE: letter.id,
            HOW: how,
            TIME: instant_text(self._clock.now()),
            WHO: self._who,
            WHY: because,
        }
        headers = tuple((name, text.encode()) for name, text in note.items())
        mark = Outgoing(letter.topic, letter.message.key, b"", headers)
        self._publish(mark, f"it was {how}, but this could not be noted on {letter.topic}")
        letter.state = how

    def _publish(self, message: Outgoing, otherwise: str) -> None:
        if self._bus.publisher().publish([message]) != [True]:
            raise NotRetried(otherwise)
