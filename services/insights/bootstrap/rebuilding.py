"""A rebuild's half: a generation in the making, beside the one that is served."""

import os
import socket
from dataclasses import dataclass
from datetime import timedelta

from services.insights.adapters.repositories import StoredReadModel
from services.insights.bootstrap.feeding import Feed, feed_of, open_topics
from services.insights.bootstrap.stores import Stores, open_stores
from services.insights.domain.generation import group_of
from services.insights.entrypoints.subscriptions import TOPICS
from services.insights.settings import InsightsSettings
from shared.bus import Bus, Subscription, TopicPartition
from shared.ids import RandomIds
from shared.metrics import Metrics

# History passes in seconds: what was set aside over years comes all at once.
DEAD_LETTER_LIMIT = 10_000
BATCH = 500


class StoredBuilding:
    """A generation in the making. `observer` looks at its group and never joins it.

    `wait` is how many seconds a batch waits for messages.
    """

    def __init__(self, feed: Feed, observer: Subscription, wait: float) -> None:
        self._feed, self._observer, self._wait = feed, observer, wait

    def ends(self) -> dict[TopicPartition, int]:
        """Return the offset after the last message of each partition."""
        return self._observer.end_offsets()

    def has_reached(self, ends: dict[TopicPartition, int]) -> bool:
        """Tell whether all that is before `ends` was handled and committed."""
        committed = self._observer.committed()
        return all(committed.get(place, 0) >= end for place, end in ends.items())

    def read_some(self) -> int:
        """Handle a batch; return how many messages are done with."""
        return self._feed.consumer.run_once(self._wait)

    def count_some(self) -> bool:
        """Count a bucket that is due; False when none is."""
        return self._feed.timer.run_once()

    def leave(self) -> None:
        """Leave the group."""
        self._feed.consumer.close()
        self._observer.close()


@dataclass(frozen=True)
class Rebuilding:
    """What a rebuild runs."""

    stores: Stores
    bus: Bus
    metrics: Metrics
    name: str
    wait: float = 0.5

    def building(self, model: StoredReadModel) -> StoredBuilding:
        """Return `model` with what fills it."""
        feed = feed_of(
            self.stores,
            self.bus,
            self.metrics,
            model,
            batch=BATCH,
            dead_letter_limit=DEAD_LETTER_LIMIT,
            count_after=timedelta(0),
        )
        observer = self.bus.subscribe(group_of(model.number), TOPICS)
        return StoredBuilding(feed, observer, self.wait)

    def close(self) -> None:
        """Let go of broker and database."""
        self.bus.close()
        self.stores.database.close()


def rebuilding(settings: InsightsSettings) -> Rebuilding:
    """Open what a rebuild needs; raise `SettingError` naming what does not answer."""
    name = f"{socket.gethostname()}:{os.getpid()}:{RandomIds().secret(4).hex()}"
    return Rebuilding(open_stores(settings), open_topics(settings), Metrics("insights"), name)
