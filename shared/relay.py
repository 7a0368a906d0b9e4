"""Publishes pending events: each document's from the head, in order; no document waits for another.

Events go out in rounds, the next one of a document only after the one before was acknowledged, so
that an event is never overtaken. A repeat after a crash carries the same sequence, which readers
use to drop it; taking away what was sent is guarded by `sent`, so two relays do no harm.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from shared.bus import BusUnavailable, Outgoing, Publisher
from shared.clock import Clock
from shared.cloudevents import outgoing
from shared.documents import Collection, Pending
from shared.errors import AppError, Kind
from shared.metrics import Metrics

BATCH = 100
PUBLISH_SECONDS = 5.0
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(seconds=60)
MOST_HELD = 1000
log = structlog.get_logger(__name__)


@dataclass
class _Hold:
    """A document that was refused; it is passed over until `until`."""

    until: datetime
    pause: timedelta


@dataclass
class _Outbox:
    collection: Collection
    held: dict[str, _Hold] = field(default_factory=dict)
    down: bool = False


class Relay:
    """Publishes the pending events of a service's collections.

    `publisher` may be a function that returns the publisher, called when events wait.
    """

    def __init__(
        self,
        service: str,
        collections: Sequence[Collection],
        publisher: Publisher | Callable[[], Publisher],
        *,
        clock: Clock,
        metrics: Metrics,
    ) -> None:
        self._service = service
        self._outboxes = [_Outbox(collection) for collection in collections]
        self._publisher = publisher
        self._clock = clock
        self._metrics = metrics

    def run_once(self) -> int:
        """Publish one batch of each collection; return how many events were settled."""
        return sum(self._collection(outbox) for outbox in self._outboxes)

    def _collection(self, outbox: _Outbox) -> int:
        try:
            found = outbox.collection.pending(BATCH + len(outbox.held))
        except AppError as error:
            if error.kind is not Kind.UNAVAILABLE:
                raise
            log.warning("store_unavailable", error=error.slug)
            return 0
        self._measure(outbox, found)
        ready = [each for each in found if self._is_ready(outbox, each)][:BATCH]
        sent = self._rounds(outbox, ready) if ready else {}
        self._remember(outbox, ready, sent)
        return sum(self._settle(outbox, each, sent.get(each.id, 0)) for each in ready)

    def _measure(self, outbox: _Outbox, found: Sequence[Pending]) -> None:
        name, now = outbox.collection.name, self._clock.now()
        oldest = min((each.events[0].time for each in found if each.events), default=now)
        self._metrics.outbox_age.labels(name).set(max((now - oldest).total_seconds(), 0))
        self._metrics.outbox_depth.labels(name).set(len(found))

    def _is_ready(self, outbox: _Outbox, pending: Pending) -> bool:
        hold = outbox.held.get(pending.id)
        return bool(pending.events) and (hold is None or hold.until <= self._clock.now())

    def _rounds(self, outbox: _Outbox, ready: Sequence[Pending]) -> dict[str, int]:
        """Return how many events of each document were acknowledged, from the head."""
        sent = {each.id: 0 for each in ready}
        going = list(ready)
        while going:
            messages = [(each, self._message(outbox, each, sent[each.id])) for each in going]
            whole = [(each, message) for each, message in messages if message is not None]
            answers = self._publish([message for _, message in whole])
            going = []
            for (each, _), acknowledged in zip(whole, answers, strict=True):
                sent[each.id] += acknowledged
                if acknowledged and sent[each.id] < len(each.events):
                    going.append(each)
        return sent

    def _message(self, outbox: _Outbox, pending: Pending, place: int) -> Outgoing | None:
        try:
            return outgoing(self._service, outbox.collection.name, pending, place)
        except (TypeError, ValueError):
            log.exception("event_is_not_json", event=pending.events[place].id)
            return None

    def _publish(self, messages: Sequence[Outgoing]) -> list[bool]:
        try:
            publisher = self._publisher() if callable(self._publisher) else self._publisher
            answers = publisher.publish(messages, PUBLISH_SECONDS) if messages else []
        except BusUnavailable as error:
            log.warning("bus_unavailable", error=str(error))
            answers = [False] * len(messages)
        for message, acknowledged in zip(messages, answers, strict=True):
            count = self._metrics.published if acknowledged else self._metrics.refused
            count.labels(message.topic).inc()
        return answers

    def _settle(self, outbox: _Outbox, pending: Pending, count: int) -> int:
        if count == 0:
            return 0
        try:
            outbox.collection.settle(pending.workspace_id, pending.id, pending.sent, count)
        except AppError as error:
            if error.kind is not Kind.UNAVAILABLE:
                raise
            log.warning("store_unavailable", error=error.slug)
            return 0
        return count

    def _remember(self, outbox: _Outbox, ready: Sequence[Pending], sent: dict[str, int]) -> None:
        """Pass over what was refused for a while, lest it starve what came after it."""
        well = any(sent.values())
        if well and outbox.down:
            outbox.held.clear()
        if ready:
            outbox.down = not well
        for each in ready:
            before = outbox.held.pop(each.id, None)
            if sent[each.id] < len(each.events) and len(outbox.held) < MOST_HELD:
                pause = min(before.pause * 2, LONGEST_PAUSE) if before else FIRST_PAUSE
                outbox.held[each.id] = _Hold(self._clock.now() + pause, pause)
