"""Contests workers whose relay meets what a crash, or a second relay, can do to it.

`python -m tests.faults.relays repeating` publishes many events twice, in order and out of it: no
harm may come of that. `… careless` settles events before they are on the bus, which a kill turns
into a loss: the mistake that the checks must find.
"""

import os
import random
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from services.contests.bootstrap.foundation import open_foundation
from services.contests.bootstrap.work import work
from services.contests.settings import WorkerSettings
from shared.bus import Bus, Outgoing, Publisher, open_bus
from shared.metrics import Metrics
from shared.process import run_worker
from shared.relay import Relay
from shared.settings import load
from tests.faults.seeds import SEED

HELD_SECONDS = 3.0
# Share of the batches whose acknowledgement is lost, and of those that come once more, late.
UNHEARD, LATE = 0.2, 0.4
LATE_SECONDS = (0.2, 4.0)


class CarelessPublisher:
    """Says that everything is published, and does it later."""

    def __init__(self, inner: Publisher) -> None:
        self._inner = inner

    def publish(self, batch: Sequence[Outgoing], timeout: float = 10.0) -> list[bool]:
        """Acknowledge at once."""
        threading.Timer(HELD_SECONDS, self._inner.publish, (batch, timeout)).start()
        return [True] * len(batch)

    def close(self) -> None:
        """Let go of the broker."""
        self._inner.close()


class RepeatingPublisher:
    """Publishes, and sometimes says that it did not, or publishes the same again seconds later.

    The first is an acknowledgement or a settling that a crash lost; the second is another relay
    that read the same events and stood still before it sent them.
    """

    def __init__(self, inner: Publisher) -> None:
        self._inner = inner
        self._chance = random.Random(f"{SEED}:relay:{os.getpid()}")

    def publish(self, batch: Sequence[Outgoing], timeout: float = 10.0) -> list[bool]:
        """Publish; answer as said above."""
        answers, dice = self._inner.publish(batch, timeout), self._chance.random()
        if dice < UNHEARD:
            return [False] * len(batch)
        if dice < UNHEARD + LATE:
            pause = self._chance.uniform(*LATE_SECONDS)
            again = threading.Timer(pause, self._inner.publish, (batch, timeout))
            again.daemon = True
            again.start()
        return answers

    def close(self) -> None:
        """Let go of the broker."""
        self._inner.close()


PUBLISHERS: dict[str, Callable[[Publisher], Publisher]] = {
    "careless": CarelessPublisher,
    "repeating": RepeatingPublisher,
}


@dataclass(frozen=True)
class OtherBus:
    """A bus with another publisher."""

    inner: Bus
    other: Callable[[Publisher], Publisher]

    def publisher(self) -> Publisher:
        """Return the publisher of this process."""
        return self.other(self.inner.publisher())


def main(kind: str) -> int:
    """Run the worker with another relay."""
    settings, metrics = load(WorkerSettings, os.environ), Metrics("contests")
    built, foundation = work(settings, metrics), open_foundation(settings)
    bus = open_bus(
        kafka_bootstrap=settings.kafka_bootstrap,
        data_dir=settings.data_dir,
        topic_prefix=settings.topic_prefix,
    )
    other = OtherBus(bus, PUBLISHERS[kind])
    clock, collections = foundation.context.clock, foundation.database.publishing()
    relay = Relay("contests", collections, other.publisher, clock=clock, metrics=Metrics("other"))
    built = replace(built, loops={**built.loops, "relay": relay.run_once})
    return run_worker(
        "contests",
        built.loops,
        health_port=settings.health_port,
        ready=built.ready,
        metrics=metrics,
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
