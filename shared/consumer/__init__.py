"""Reads topics as a group and hands each event to its handler, at least once, in order per key.

Errors name the action. A message that can never be handled goes to the dead letters, then is
committed; a passing fault pauses its partition, which is read again from that message after a
while, as long as it takes; any other fault is repeated a few times, then is a dead letter. Under
an offset fence nothing else is possible: a key is never parked aside.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

import structlog

from shared.bus import Bus, BusUnavailable, Message, Subscription, TopicPartition
from shared.clock import Clock
from shared.cloudevents import InvalidMessage, Received, received, type_of
from shared.consumer.dead_letters import DeadLetters, TooManyDeadLetters
from shared.consumer.waiting import MOST_RETRIES, Waiting
from shared.documents import Stale
from shared.errors import AppError, Kind
from shared.metrics import Metrics

__all__ = ["Consumer", "Handler", "InvalidMessage", "Received", "TooManyDeadLetters"]
Handler = Callable[[Received], None]
LAG_EVERY = timedelta(seconds=15)
log = structlog.get_logger(__name__)


def is_passing(error: Exception) -> bool:
    """Tell whether the same message may well succeed in a moment."""
    if isinstance(error, AppError):
        return error.kind is Kind.UNAVAILABLE
    return isinstance(error, Stale | BusUnavailable | OSError)


class Consumer:
    """A member of `group`; `handlers` are by event type, other types are passed over.

    `jitter` gives numbers from 0 to 1. More than `dead_letter_limit` dead letters within
    `dead_letter_window` stop the consumer: then something is wrong with the program.
    """

    def __init__(
        self,
        bus: Bus,
        group: str,
        topics: Sequence[str],
        handlers: Mapping[str, Handler],
        dead_letter_topic: str,
        *,
        clock: Clock,
        metrics: Metrics,
        jitter: Callable[[], float] = random.random,
        batch: int = 100,
        dead_letter_limit: int = 50,
        dead_letter_window: timedelta = timedelta(minutes=1),
    ) -> None:
        self._bus = bus
        self._group = group
        self._topics = topics
        self._handlers = handlers
        self._clock = clock
        self._metrics = metrics
        self._batch = batch
        self._waiting = Waiting(clock, jitter)
        self._dead = DeadLetters(
            bus, dead_letter_topic, group, clock, dead_letter_limit, dead_letter_window
        )
        self._subscription: Subscription | None = None
        self._measured = clock.now() - LAG_EVERY

    def run_once(self, timeout: float = 0.5) -> int:
        """Handle and commit one batch; return how many messages are done with.

        Waits at most `timeout` seconds for messages. Raises `TooManyDeadLetters`.
        """
        try:
            subscription = self._joined()
            for place in self._waiting.over():
                subscription.resume(place)
            messages = subscription.poll(timeout, self._batch)
            done, count = self._handled(subscription, messages)
            if done:
                subscription.commit(done)
            self._measure(subscription)
        except BusUnavailable as error:
            log.warning("bus_unavailable", group=self._group, error=str(error))
            return 0
        self._dead.check()
        return count

    def _joined(self) -> Subscription:
        if self._subscription is None:
            self._subscription = self._bus.subscribe(self._group, self._topics)
        return self._subscription

    def _handled(
        self, subscription: Subscription, messages: Sequence[Message]
    ) -> tuple[dict[TopicPartition, int], int]:
        """Return the next offset of each partition, and how many messages are done with."""
        done: dict[TopicPartition, int] = {}
        stopped: set[TopicPartition] = set()
        count = 0
        for message in messages:
            if message.place in stopped:
                continue
            if self._is_done_with(message):
                done[message.place] = message.offset + 1
                count += 1
            else:
                stopped.add(message.place)
                subscription.pause(message.place)
                subscription.rewind(message.place, message.offset)
        return done, count

    def _is_done_with(self, message: Message) -> bool:
        with structlog.contextvars.bound_contextvars(
            topic=message.topic, partition=message.partition, offset=message.offset
        ):
            try:
                self._hand_over(message)
            except InvalidMessage as error:
                return self._bury(message, str(error))
            except Exception as error:
                return self._fail(message, error)
        self._waiting.forget(message.place)
        return True

    def _hand_over(self, message: Message) -> None:
        kind = type_of(message)
        handler = self._handlers.get(kind)
        if handler is None:
            return
        event = received(message)
        with structlog.contextvars.bound_contextvars(event=event.id, type=kind):
            handler(event)
        self._metrics.handled.labels(self._group, kind).inc()

    def _fail(self, message: Message, error: Exception) -> bool:
        name = error.slug if isinstance(error, AppError) else type(error).__name__
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

    def _measure(self, subscription: Subscription) -> None:
        if self._clock.now() - self._measured < LAG_EVERY:
            return
        self._measured = self._clock.now()
        committed = subscription.committed()
        for (topic, partition), end in subscription.end_offsets().items():
            lag = end - committed.get((topic, partition), 0)
            self._metrics.lag.labels(self._group, topic, str(partition)).set(max(lag, 0))

    def close(self) -> None:
        """Leave the group."""
        if self._subscription is not None:
            self._subscription.close()
            self._subscription = None
