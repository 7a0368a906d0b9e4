"""Sends the events of many documents in rounds: one of each document, then the next of each."""

import threading
from collections.abc import Callable, Sequence

import structlog

from shared.bus import BusUnavailable, Outgoing, Publisher
from shared.cloudevents import outgoing
from shared.documents import Pending
from shared.metrics import Metrics

PUBLISH_SECONDS = 5.0
# As many as a broker must acknowledge within those seconds, and half of what may wait for it.
MOST_TOGETHER = 1000
log = structlog.get_logger(__name__)


class Rounds:
    """Publishes for `service`; a document's event leaves after the one before was acknowledged."""

    def __init__(
        self,
        service: str,
        publisher: Publisher | Callable[[], Publisher],
        metrics: Metrics,
        stopping: threading.Event,
    ) -> None:
        self._service = service
        self._publisher = publisher
        self._metrics = metrics
        self._stopping = stopping

    def send(self, batch: Sequence[tuple[str, Pending]]) -> list[int]:
        """Return how many events of each were acknowledged, from the head.

        `batch` names the collection of each document.
        """
        sent = [0] * len(batch)
        going = [place for place, (_, each) in enumerate(batch) if each.events]
        while going and not self._stopping.is_set():
            made = [(place, self._message(*batch[place], sent[place])) for place in going]
            whole = [(place, message) for place, message in made if message is not None]
            answers = self._publish_in_parts([message for _, message in whole])
            going = []
            for (place, _), acknowledged in zip(whole, answers, strict=True):
                sent[place] += acknowledged
                if acknowledged and sent[place] < len(batch[place][1].events):
                    going.append(place)
        return sent

    def _message(self, collection: str, pending: Pending, place: int) -> Outgoing | None:
        try:
            return outgoing(self._service, collection, pending, place)
        except (TypeError, ValueError, RecursionError):
            log.exception("event_is_not_json", event_id=pending.events[place].id)
            return None

    def _publish_in_parts(self, messages: Sequence[Outgoing]) -> list[bool]:
        """Publish a thousand at a time, as long as any is acknowledged; the rest is not sent."""
        answers: list[bool] = []
        for first in range(0, len(messages), MOST_TOGETHER):
            part = self._publish(messages[first : first + MOST_TOGETHER])
            answers += part
            if self._stopping.is_set() or not any(part):
                break
        return answers + [False] * (len(messages) - len(answers))

    def _publish(self, messages: Sequence[Outgoing]) -> list[bool]:
        try:
            publisher = self._publisher() if callable(self._publisher) else self._publisher
            answers = publisher.publish(messages, PUBLISH_SECONDS)
        except BusUnavailable as error:
            log.warning("bus_unavailable", error=str(error))
            answers = [False] * len(messages)
        for message, acknowledged in zip(messages, answers, strict=True):
            count = self._metrics.published if acknowledged else self._metrics.refused
            count.labels(message.topic).inc()
        return answers
