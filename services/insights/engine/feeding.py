"""What feeds one generation: a consumer of its group, a timer for the tallies of each subject."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from services.insights.engine.domain.generation import group_of
from services.insights.engine.read_model import ReadModel
from services.insights.engine.stores.tallies import planned_at
from services.insights.engine.stores.workspaces import WorkspaceStore
from services.insights.engine.subject import Subject, topics_of
from services.insights.engine.use_cases.record_facts import COUNT_AFTER, record_facts
from services.insights.engine.use_cases.tally_bucket import tally_bucket
from shared.bus import Bus
from shared.clock import Clock
from shared.consumer import Consumer, Handler, Together
from shared.documents import Document
from shared.metrics import Metrics
from shared.timers import Timer

LEASE = timedelta(seconds=20)


@dataclass(frozen=True)
class Feed:
    """The two halves that fill generation `number`."""

    number: int
    consumer: Consumer
    timers: Sequence[Timer]

    def count(self) -> bool:
        """Count a bucket that is due of each subject; False when none is."""
        return sum(timer.run_once() for timer in self.timers) > 0


@dataclass(frozen=True)
class Feeding:
    """What is needed to feed any generation: `dead_letters` is the topic of what cannot be read."""

    bus: Bus
    dead_letters: str
    workspaces: WorkspaceStore
    clock: Clock
    metrics: Metrics

    def feed(
        self,
        model: ReadModel,
        *,
        batch: int = 100,
        dead_letter_limit: int = 50,
        count_after: timedelta = COUNT_AFTER,
    ) -> Feed:
        """Return what fills `model`; it joins its group at the first batch.

        `dead_letter_limit` is how many messages may be set aside within a minute, `count_after`
        how long a bucket waits for more events before it is counted.
        """
        consumer = Consumer(
            self.bus,
            group_of(model.number),
            topics_of(model.parts),
            self._handlers(model, count_after),
            self.dead_letters,
            clock=self.clock,
            metrics=self.metrics,
            batch=batch,
            dead_letter_limit=dead_letter_limit,
        )
        return Feed(model.number, consumer, [self._timer(part) for part in model.parts])

    def _handlers(self, model: ReadModel, count_after: timedelta) -> dict[str, Handler | Together]:
        table: dict[str, Handler | Together] = {}
        for part in model.parts:
            record = partial(
                record_facts,
                counts=part.counts,
                workspaces=self.workspaces,
                clock=self.clock,
                count_after=count_after,
            )
            handlers = part.handlers(record, self.workspaces)
            if twice := table.keys() & handlers:
                raise ValueError(f"two subjects read {', '.join(sorted(twice))}")
            table |= handlers
        return table

    def _timer(self, part: Subject) -> Timer:
        facts, tallies = part.counts.facts, part.counts.tallies

        def tally(document: Document) -> None:
            tally_bucket(tally=tallies.claimed(document), facts=facts, tallies=tallies)

        return Timer(
            tallies.collection,
            tally,
            clock=self.clock,
            lease=LEASE,
            metrics=self.metrics,
            planned=planned_at,
        )
