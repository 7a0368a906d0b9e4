"""The worker's way: it feeds the generation that is served, and moves with the pointer."""

from collections.abc import Callable

import structlog

from services.insights.engine.feeding import Feed
from services.insights.engine.read_model import ReadModel
from services.insights.engine.serving import Serving
from shared.metrics import Metrics

log = structlog.get_logger(__name__)


class Following:
    """Feeds the served generation; leaves its group for another's when the pointer moves."""

    def __init__(
        self, serving: Serving, feed: Callable[[ReadModel], Feed], metrics: Metrics
    ) -> None:
        self._serving, self._feed_of, self._metrics = serving, feed, metrics
        self._feed = feed(serving.model())

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

    def _move_to(self, model: ReadModel) -> None:
        self._feed.consumer.close()
        # The lag of a group that nobody measures any more would stand still, and alarm.
        self._metrics.lag.clear()
        self._feed = self._feed_of(model)
        log.info("generation_followed", generation=model.number)

    def count(self) -> bool:
        """Count a bucket that is due of each subject."""
        return self._feed.count()

    def stop(self) -> None:
        """End the batch in hand early."""
        self._feed.consumer.stop()

    def close(self) -> None:
        """Leave the group."""
        self._feed.consumer.close()
