"""The consumer: reads a batch, hands it over, commits what is done with."""

import random
import threading
from collections.abc import Callable, Sequence
from datetime import timedelta

import structlog

from shared.bus import Bus, BusUnavailable, Message, Subscription, TopicPartition
from shared.clock import Clock
from shared.consumer.dead_letters import DeadLetters
from shared.consumer.handing import Handing
from shared.consumer.opening import Handlers, Opened, opened, runs
from shared.consumer.waiting import Waiting
from shared.metrics import Metrics

LAG_EVERY = timedelta(seconds=15)
log = structlog.get_logger(__name__)


class Consumer:
    """A member of `group`; `handlers` are by event type, other types are passed over.

    Neighbours of a batch whose types have the same `Together` are handed over in one call.
    `jitter` gives numbers from 0 to 1. More than `dead_letter_limit` dead letters within
    `dead_letter_window` stop the consumer: then something is wrong with the program.
    """

    def __init__(
        self,
        bus: Bus,
        group: str,
        topics: Sequence[str],
        handlers: Handlers,
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
        self._handing = Handing(group, self._waiting, self._dead, metrics)
        self._subscription: Subscription | None = None
        self._stopping = threading.Event()
        self._measured = clock.now() - LAG_EVERY

    def run_once(self, timeout: float = 0.5) -> int:
        """Handle and commit one batch; return how many messages are done with.

        Waits at most `timeout` seconds for messages. Raises `TooManyDeadLetters`.
        """
        try:
            subscription = self._joined()
            for place in self._waiting.over():
                subscription.resume(place)
            count = self._handle(subscription, subscription.poll(timeout, self._batch))
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

    def _handle(self, subscription: Subscription, messages: Sequence[Message]) -> int:
        batch = _Batch(subscription, self._handing, self._stopping)
        for run in runs(opened(message, self._handlers) for message in messages):
            batch.hand_over(run)
        if batch.done:
            subscription.commit(batch.done)
        return batch.count

    def _measure(self, subscription: Subscription) -> None:
        if timedelta() <= self._clock.now() - self._measured < LAG_EVERY:
            return
        self._measured = self._clock.now()
        committed = subscription.committed()
        for (topic, partition), end in subscription.end_offsets().items():
            lag = end - committed.get((topic, partition), 0)
            self._metrics.lag.labels(self._group, topic, str(partition)).set(max(lag, 0))

    def stop(self) -> None:
        """End the batch in hand after the call in hand; what it was not handed is read again.

        May be called from any thread, and from a signal's handler.
        """
        self._stopping.set()

    def close(self) -> None:
        """Leave the group."""
        if self._subscription is not None:
            self._subscription.close()
            self._subscription = None


class _Batch:
    """One batch: the next offset of each partition, and the partitions that go no further."""

    def __init__(
        self, subscription: Subscription, handing: Handing, stopping: threading.Event
    ) -> None:
        self._subscription = subscription
        self._handing = handing
        self._stopping = stopping
        self._stopped: set[TopicPartition] = set()
        self.done: dict[TopicPartition, int] = {}
        self.count = 0

    def hand_over(self, run: Sequence[Opened]) -> None:
        """Hand neighbours over, together where their handler allows it, else one by one."""
        going = [each for each in run if each.message.place not in self._stopped]
        if not self._stopping.is_set() and self._handing.went_together(going):
            for each in going:
                self._settle(each, lambda each: not each.wrong or self._handing.is_done_with(each))
            return
        for each in going:
            if self._stopping.is_set():
                self._put_back(each)
            else:
                self._settle(each, self._handing.is_done_with)

    def _settle(self, each: Opened, is_done_with: Callable[[Opened], bool]) -> None:
        message = each.message
        if message.place in self._stopped:
            return
        if is_done_with(each):
            self.done[message.place] = message.offset + 1
            self.count += 1
        else:
            self._subscription.pause(message.place)
            self._put_back(each)

    def _put_back(self, each: Opened) -> None:
        message = each.message
        if message.place not in self._stopped:
            self._stopped.add(message.place)
            self._subscription.rewind(message.place, message.offset)
