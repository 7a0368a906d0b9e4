"""The worker's half: it feeds the generation that is served, and moves with the pointer."""

from collections.abc import Callable

import structlog

from services.insights.adapters.repositories import StoredReadModel
from services.insights.adapters.serving import Serving
from services.insights.bootstrap.feeding import Feed, feed_of, open_topics
from services.insights.bootstrap.stores import Stores, open_stores
from services.insights.settings import InsightsSettings
from shared.bus import Bus
from shared.metrics import Metrics

log = structlog.get_logger(__name__)


class Following:
    """Feeds the served generation; leaves its group for another's when the pointer moves."""

    def __init__(
        self, serving: Serving, feeding: Callable[[StoredReadModel], Feed], metrics: Metrics
    ) -> None:
        self._serving, self._feeding, self._metrics = serving, feeding, metrics
        self._feed = feeding(serving.model())

    @property
    def generation(self) -> int:
        """The number of the generation that is fed."""
        return self._feed.number

    def consume(self, timeout: float = 0.5) -> int:
        """Handle one batch of events, for the generation that is served now.

        Waits at most `timeout` seconds for them.
        """
        model = self._serving.model()
        if model.number != self._feed.number:
            self._move_to(model)
        return self._feed.consumer.run_once(timeout)

    def _move_to(self, model: StoredReadModel) -> None:
        self._feed.consumer.close()
        # The lag of a group that nobody measures any more would stand still, and alarm.
        self._metrics.lag.clear()
        self._feed = self._feeding(model)
        log.info("generation_followed", generation=model.number)

    def count(self) -> bool:
        """Count one bucket that is due."""
        return self._feed.timer.run_once()

    def stop(self) -> None:
        """End the batch in hand early."""
        self._feed.consumer.stop()

    def close(self) -> None:
        """Leave the group."""
        self._feed.consumer.close()


class Work:
    """What the worker runs."""

    def __init__(self, stores: Stores, bus: Bus, metrics: Metrics) -> None:
        self.stores, self.bus = stores, bus
        self.following = Following(
            stores.serving, lambda model: feed_of(stores, bus, metrics, model), metrics
        )


def work(settings: InsightsSettings, metrics: Metrics) -> Work:
    """Join what the settings name; raise `SettingError` naming what does not answer."""
    stores, bus = open_stores(settings), open_topics(settings)
    metrics.watch_producer(bus.unresolved_seconds)
    return Work(stores, bus, metrics)
