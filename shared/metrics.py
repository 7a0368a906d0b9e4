"""What a worker shows to Prometheus; the figures of web applications are `shared.webapp`'s."""

from collections.abc import Callable

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

LATENESS = (0.1, 0.5, 1.0, 2.0, 5.0, 15.0, 60.0, 300.0, 1800.0)


class Metrics:
    """The figures of one process of `service`, in a registry that may be given."""

    def __init__(self, service: str, registry: CollectorRegistry | None = None) -> None:
        self.service = service
        self.registry = registry or CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.published = self._counter("events_published", "Events acknowledged", "topic")
        self.refused = self._counter("events_refused", "Events not acknowledged", "topic")
        self.unresolved = Gauge(
            "kermesse_producer_unresolved_seconds",
            "For how long the oldest message sent to Kafka waits for an answer",
            multiprocess_mode="livemax",
            registry=self.registry,
        )
        self.outbox_age = self._gauge(
            "outbox_oldest_seconds", "Age of the oldest pending event", "collection"
        )
        self.outbox_depth = self._gauge(
            "outbox_documents", "Documents whose events wait, to a hundredth", "collection"
        )
        self.outbox_stuck = self._gauge(
            "outbox_stuck", "Documents whose next event was refused more than 5 times", "collection"
        )
        self.lag = self._gauge(
            "consumer_lag", "Messages not yet committed", "group", "topic", "partition"
        )
        self.handled = self._counter("events_handled", "Events handled", "group", "type")
        self.duplicates = self._counter(
            "duplicates_dropped", "Events that came again, as far as remembered", "type"
        )
        self.retries = self._counter("event_retries", "Events put off", "group", "reason")
        self.dead_letters = self._counter("dead_letters", "Messages set aside", "group", "topic")
        self.timer_runs = self._counter("timer_runs", "Due work, by outcome", "timer", "outcome")
        self.timer_lateness = Histogram(
            "kermesse_timer_lateness_seconds",
            "From the instant work was due to the instant it was claimed",
            ("timer",),
            buckets=LATENESS,
            registry=self.registry,
        )

    def _counter(self, name: str, meaning: str, *labels: str) -> Counter:
        return Counter(f"kermesse_{name}", meaning, labels, registry=self.registry)

    def _gauge(self, name: str, meaning: str, *labels: str) -> Gauge:
        return Gauge(f"kermesse_{name}", meaning, labels, registry=self.registry)

    def watch_producer(self, unresolved_seconds: Callable[[], float]) -> None:
        """Show what this function answers when the page is read."""
        self.unresolved.set_function(unresolved_seconds)

    def page(self) -> bytes:
        """Return the text that Prometheus reads."""
        return generate_latest(self.registry)
