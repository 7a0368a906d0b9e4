"""Publishes pending events: each document's from the head, in order; no document waits for another.

Events go out in rounds, the next one of a document only after the one before was acknowledged, so
that an event is never overtaken. A repeat after a crash carries the same sequence, which readers
use to drop it; taking away what was sent is guarded by `sent`, so two relays do no harm.
"""

import threading
from collections.abc import Callable, Sequence

from shared.bus import Publisher
from shared.clock import Clock
from shared.documents import Collection, Pending
from shared.metrics import Metrics
from shared.relay.holds import MOST_HELD, Holds
from shared.relay.outbox import MOST_AT_ONCE, Outbox
from shared.relay.rounds import Rounds

__all__ = ["MOST_AT_ONCE", "Relay"]
Waiting = tuple[Outbox, Pending]


class Relay:
    """Publishes the pending events of a service's collections.

    `publisher` may be a function that returns the publisher, called when events wait. Of what is
    refused, `most_held` documents of each collection are remembered.
    """

    def __init__(
        self,
        service: str,
        collections: Sequence[Collection],
        publisher: Publisher | Callable[[], Publisher],
        *,
        clock: Clock,
        metrics: Metrics,
        most_held: int = MOST_HELD,
    ) -> None:
        self._outboxes = [
            Outbox(collection, Holds(clock, most_held), clock, metrics)
            for collection in collections
        ]
        self._stopping = threading.Event()
        self._rounds = Rounds(service, publisher, metrics, self._stopping)
        self._down = False

    def run_once(self) -> int:
        """Publish up to 1,000 documents of each collection; return how many events were settled.

        What was refused before goes out apart, so that it never keeps new events waiting.
        """
        ready = [(outbox, each) for outbox in self._outboxes for each in outbox.ready()]
        suspect = [(outbox, each) for outbox, each in ready if outbox.is_suspect(each)]
        fresh = [(outbox, each) for outbox, each in ready if not outbox.is_suspect(each)]
        return sum(
            self._send(batch) for batch in (fresh, suspect) if batch and not self._stopping.is_set()
        )

    def stop(self) -> None:
        """End after the round in hand; may be called from any thread and a signal's handler."""
        self._stopping.set()

    def _send(self, batch: Sequence[Waiting]) -> int:
        sent = self._rounds.send([(outbox.name, each) for outbox, each in batch])
        well = any(sent)
        settled = 0
        for outbox in self._outboxes:
            own = [
                (each, count)
                for (its, each), count in zip(batch, sent, strict=True)
                if its is outbox
            ]
            settled += outbox.settle(own, well=well)
        self._know(well)
        return settled

    def _know(self, well: bool) -> None:
        if well and self._down:
            for outbox in self._outboxes:
                outbox.release()
        self._down = not well
