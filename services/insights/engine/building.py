"""A rebuild's way: a generation in the making, beside the one that is served."""

from datetime import timedelta

from services.insights.engine.domain.generation import group_of
from services.insights.engine.feeding import Feeding
from services.insights.engine.read_model import ReadModel
from services.insights.engine.subject import topics_of
from shared.bus import TopicPartition

# History passes in seconds: what was set aside over years comes all at once.
DEAD_LETTER_LIMIT = 10_000
BATCH = 500


class StoredBuilding:
    """A generation in the making. Its observer looks at its group and never joins it.

    `wait` is how many seconds a batch waits for messages.
    """

    def __init__(self, feeding: Feeding, model: ReadModel, wait: float) -> None:
        self._feed = feeding.feed(
            model,
            batch=BATCH,
            dead_letter_limit=DEAD_LETTER_LIMIT,
            count_after=timedelta(0),
        )
        self._observer = feeding.bus.subscribe(group_of(model.number), topics_of(model.parts))
        self._wait = wait

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
        """Count a bucket that is due of each subject; False when none is."""
        return self._feed.count()

    def leave(self) -> None:
        """Leave the group."""
        self._feed.consumer.close()
        self._observer.close()
