"""Hands messages to their handlers, and decides what becomes of one that failed."""

from collections import Counter
from collections.abc import Sequence

import structlog

from shared.bus import BusUnavailable, Message
from shared.cloudevents import InvalidMessage, Received
from shared.consumer.dead_letters import DeadLetters
from shared.consumer.opening import Opened, Together, handler_of
from shared.consumer.repeats import Repeats
from shared.consumer.waiting import MOST_RETRIES, Waiting
from shared.documents import Stale
from shared.errors import AppError, Kind
from shared.metrics import Metrics
from shared.tracing import following

log = structlog.get_logger(__name__)


def is_passing(error: Exception) -> bool:
    """Tell whether the same message may well succeed in a moment."""
    if isinstance(error, AppError):
        return error.kind is Kind.UNAVAILABLE
    return isinstance(error, Stale | BusUnavailable | OSError)


class Handing:
    """What a consumer of `group` does with what it has read."""

    def __init__(self, group: str, waiting: Waiting, dead: DeadLetters, metrics: Metrics) -> None:
        self._group = group
        self._waiting = waiting
        self._dead = dead
        self._metrics = metrics
        self._repeats = Repeats()

    def went_together(self, run: Sequence[Opened]) -> bool:
        """Hand all the events of a run over in one call; False where it failed, or cannot be."""
        handler = handler_of(run)
        events = [each.event for each in run if each.event is not None]
        if not isinstance(handler, Together) or len(events) < 2:
            return False
        try:
            handler.handle(events)
        except Exception as error:
            log.warning("batch_taken_apart", events=len(events), error=_name_of(error))
            return False
        for each in run:
            self._waiting.forget(each.message.place)
        self._note(events)
        return True

    def is_done_with(self, each: Opened) -> bool:
        """Hand one message over; False where it has to be read again after a while."""
        message = each.message
        with structlog.contextvars.bound_contextvars(
            topic=message.topic, partition=message.partition, offset=message.offset
        ):
            try:
                if each.wrong:
                    return self._bury(message, each.wrong)
                self._hand_over(each)
            except InvalidMessage as error:
                return self._bury(message, str(error))
            except Exception as error:
                return self._fail(message, error)
        self._waiting.forget(message.place)
        return True

    def _hand_over(self, each: Opened) -> None:
        event = each.event
        if event is None or each.handler is None:
            return
        known = structlog.contextvars.bound_contextvars(event_id=event.id, type=event.type)
        with known, following(event.traceparent):
            if isinstance(each.handler, Together):
                each.handler.handle([event])
            else:
                each.handler(event)
        self._note([event])

    def _note(self, events: Sequence[Received]) -> None:
        for kind, count in Counter(event.type for event in events).items():
            self._metrics.handled.labels(self._group, kind).inc(count)
        for event in events:
            if self._repeats.is_one(event):
                self._metrics.duplicates.labels(event.type).inc()

    def _fail(self, message: Message, error: Exception) -> bool:
        name = _name_of(error)
        if is_passing(error):
            log.warning("event_put_off", error=name)
        elif self._waiting.retries(message) >= MOST_RETRIES:
            log.exception("event_given_up", error=name)
            return self._bury(message, name)
        else:
            log.exception("event_failed", error=name)
        return self._put_off(message, name)

    def _put_off(self, message: Message, reason: str) -> bool:
        self._waiting.put_off(message)
        self._metrics.retries.labels(self._group, reason).inc()
        return False

    def _bury(self, message: Message, reason: str) -> bool:
        try:
            self._dead.add(message, reason)
        except BusUnavailable:
            return self._put_off(message, "dead letter not acknowledged")
        log.error("dead_letter", reason=reason)
        self._metrics.dead_letters.labels(self._group, message.topic).inc()
        self._waiting.forget(message.place)
        return True


def _name_of(error: Exception) -> str:
    return error.slug if isinstance(error, AppError) else type(error).__name__
