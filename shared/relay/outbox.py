"""The documents of one collection whose events wait: which go next, which are held back."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TypeVar

import structlog

from shared.clock import Clock
from shared.documents import Collection, Pending, Settlement
from shared.errors import AppError, Kind
from shared.metrics import Metrics
from shared.relay.depth import depth_of
from shared.relay.holds import Holds

BATCH = 100
# Waiting for the broker's answer costs the same for a thousand as for one.
MOST_AT_ONCE = 1000
LONGEST_LOOK = timedelta(seconds=10)
COUNT_EVERY = timedelta(seconds=15)
Answer = TypeVar("Answer")
log = structlog.get_logger(__name__)


class Outbox:
    """Looks at a collection page by page, from the oldest; what is held is passed over.

    A look goes on where the one before ended, up to the end or for 10 s, then begins anew:
    neither do held documents starve those behind them, nor a long queue those that were held.
    """

    def __init__(
        self, collection: Collection, holds: Holds, clock: Clock, metrics: Metrics
    ) -> None:
        self._collection = collection
        self._clock = clock
        self._metrics = metrics
        self._holds = holds
        self._passed = 0
        self._began = clock.now()
        self._counted = clock.now() - COUNT_EVERY
        self.name = collection.name

    def ready(self) -> list[Pending]:
        """Return up to 1,000 documents to publish, the longest waiting first."""
        return self._answered(self._next, [])

    def _next(self) -> list[Pending]:
        if self._passed and not timedelta() <= self._clock.now() - self._began < LONGEST_LOOK:
            self._passed = 0
        ready: list[Pending] = []
        while True:
            page = self._page()
            more = [each for each in page if each.events and not self._holds.passes_over(each.id)]
            ready += more
            self._passed = self._passed + len(page) if len(page) == BATCH else 0
            full = len(ready) > MOST_AT_ONCE - BATCH
            if full or not self._passed or (ready and len(more) < BATCH):
                return ready

    def _page(self) -> list[Pending]:
        page = self._collection.pending(BATCH, self._passed)
        if self._passed == 0:
            self._began = self._clock.now()
            self._holds.prune()
            self._measure(page)
        return page

    def _measure(self, page: Sequence[Pending]) -> None:
        now = self._clock.now()
        oldest = min((each.events[0].time for each in page if each.events), default=now)
        self._metrics.outbox_age.labels(self.name).set(max((now - oldest).total_seconds(), 0))
        self._metrics.outbox_stuck.labels(self.name).set(self._holds.stuck())
        if len(page) < BATCH:
            self._metrics.outbox_depth.labels(self.name).set(len(page))
        elif not timedelta() <= now - self._counted < COUNT_EVERY:
            self._counted = now
            self._metrics.outbox_depth.labels(self.name).set(depth_of(self._collection, BATCH))

    def is_suspect(self, pending: Pending) -> bool:
        """Tell whether the document was refused the last time."""
        return pending.id in self._holds

    def settle(self, sent: Sequence[tuple[Pending, int]], *, well: bool) -> int:
        """Take away what was acknowledged, hold back what was not; return how many events went.

        `well` tells whether anything was acknowledged, of whichever collection.
        """
        for each, count in sent:
            if count == len(each.events):
                self._holds.forget(each.id)
            else:
                self._refuse(each, count, well)
        gone = [
            Settlement(each.workspace_id, each.id, each.sent, count)
            for each, count in sent
            if count
        ]
        whole = sum(count == len(each.events) for each, count in sent)
        self._passed = max(self._passed - whole, 0)
        batches = [gone[first : first + BATCH] for first in range(0, len(gone), BATCH)]
        return sum(self._settle(batch) for batch in batches)

    def _settle(self, batch: Sequence[Settlement]) -> int:
        answer = self._answered(lambda: self._collection.settle_each(batch), None)
        return 0 if answer is None else sum(one.count for one in batch)

    def _refuse(self, pending: Pending, count: int, well: bool) -> None:
        hold = self._holds.refuse(pending.id)
        if hold.stuck and not hold.told:
            hold.told = True
            log.error(
                "event_stuck",
                collection=self.name,
                document=pending.id,
                event_id=pending.events[count].id,
                tries=hold.tries,
                others_go_out=well,
            )

    def release(self) -> None:
        """Try what is held again: the broker is back."""
        self._holds.release()
        self._passed = 0

    def _answered(self, ask: Callable[[], Answer], otherwise: Answer) -> Answer:
        try:
            return ask()
        except AppError as error:
            if error.kind is not Kind.UNAVAILABLE:
                raise
            log.warning("store_unavailable", collection=self.name, error=error.slug)
            return otherwise
