"""Publishes to Kafka and answers for each message whether it was acknowledged."""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import structlog

from shared.bus import BusUnavailable, Outgoing
from shared.bus.kafka.driver import CLOSE_SECONDS, ITS_OWN, KafkaError, KafkaTimeoutError
from shared.bus.naming import Naming
from shared.bus.watchdog import Watchdog

NO_ROOM = object()
log = structlog.get_logger(__name__)


def size_of(message: Outgoing) -> int:
    """Return about how many bytes a message takes while it waits."""
    return len(message.value) + sum(len(value) for _, value in message.headers)


class KafkaPublisher:
    """Publishes through one producer, which is made when a first message is sent."""

    def __init__(self, make: Callable[[], Any], naming: Naming, watchdog: Watchdog) -> None:
        self._make = make
        self._naming = naming
        self._watchdog = watchdog
        self._turn = threading.Lock()
        self._producer: Any = None

    def publish(self, batch: Sequence[Outgoing], timeout: float = 10.0) -> list[bool]:
        """Publish and wait at most `timeout` s; answer for each whether it was acknowledged.

        A key whose message could not be sent sends no more in this batch, so that nothing
        overtakes it. Raises `BusUnavailable` where no broker was ever reached, and where so much
        waits for an answer that nothing of this batch found room in time.
        """
        deadline = time.monotonic() + timeout
        refused: set[object] = set()
        sent = [self._send(message, deadline, refused) for message in batch]
        if NO_ROOM in refused and all(one is None for one in sent):
            raise BusUnavailable("Kafka leaves too many messages without an answer")
        faults = [self._fault(one, deadline) for one in sent]
        if said := sorted({fault for fault in faults if fault}):
            log.warning("not_acknowledged", of=len(batch), answered=faults.count(""), errors=said)
        return [fault == "" for fault in faults]

    def _made(self, deadline: float) -> Any:
        if self._producer is not None:
            return self._producer
        if not self._turn.acquire(timeout=max(deadline - time.monotonic(), 0)):
            raise BusUnavailable("no broker of Kafka was reached yet")
        try:
            if self._producer is None:
                self._producer = self._make()
            return self._producer
        finally:
            self._turn.release()

    def _send(self, message: Outgoing, deadline: float, refused: set[object]) -> Any:
        same_key = (message.topic, message.key)
        if message.topic in refused or same_key in refused:
            return None
        number = self._watchdog.enter(deadline - time.monotonic(), size_of(message))
        if number is None:
            refused |= {same_key, NO_ROOM}
            return None
        try:
            future = self._made(deadline).send(
                self._naming.outside(message.topic),
                key=message.key.encode(),
                value=message.value,
                headers=list(message.headers),
            )
        except BaseException as error:
            self._watchdog.answered(number)
            if not isinstance(error, KafkaError | ValueError):
                raise
            absent = isinstance(error, KafkaTimeoutError)
            refused.add(message.topic if absent else same_key)
            log.warning("not_sent", topic=message.topic, error=type(error).__name__)
            return None
        future.add_callback(lambda _: self._watchdog.answered(number))
        future.add_errback(
            lambda error: self._watchdog.answered(number, broken=not isinstance(error, ITS_OWN))
        )
        return future

    @staticmethod
    def _fault(future: Any, deadline: float) -> str:
        """Return why a message has no acknowledgement, "" where it has one."""
        if future is None:
            return "not sent"
        try:
            future.get(max(deadline - time.monotonic(), 0.001))
        except KafkaError as error:
            return type(error).__name__
        return ""

    def unresolved_seconds(self) -> float:
        """Return for how long the oldest message waits for an answer (0: none does)."""
        return self._watchdog.oldest()

    def close(self) -> None:
        """Let go of the brokers; what was never acknowledged is published again later."""
        self._watchdog.close()
        with self._turn:
            if self._producer is not None:
                try:
                    self._producer.close(timeout=CLOSE_SECONDS)
                except KafkaError as error:
                    log.warning("producer_not_closed", error=type(error).__name__)
                self._producer = None
