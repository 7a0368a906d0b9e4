"""A contests worker that settles events before they are on the bus: a kill loses them.

It stands for the mistake that the proof must find: `python -m tests.faults.careless`.
"""

import os
import threading
from collections.abc import Sequence
from dataclasses import replace

from services.contests.bootstrap.stores import open_stores
from services.contests.bootstrap.work import relay_of, work
from services.contests.settings import WorkerSettings
from shared.bus import Bus, Outgoing, Publisher, open_bus
from shared.metrics import Metrics
from shared.process import run_worker
from shared.settings import load

HELD_SECONDS = 3.0


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


class CarelessBus:
    """A bus whose publisher is careless."""

    def __init__(self, inner: Bus) -> None:
        self._inner = inner

    def publisher(self) -> Publisher:
        """Return the publisher of this process."""
        return CarelessPublisher(self._inner.publisher())


def main() -> int:
    """Run the worker with another relay."""
    settings, metrics = load(WorkerSettings, os.environ), Metrics("contests")
    built, stores = work(settings, metrics), open_stores(settings)
    bus = CarelessBus(open_bus(data_dir=settings.data_dir, topic_prefix=settings.topic_prefix))
    relay = relay_of(stores, bus, Metrics("careless"))  # type: ignore[arg-type]
    built = replace(built, loops={**built.loops, "relay": relay.run_once})
    return run_worker(
        "contests",
        built.loops,
        health_port=settings.health_port,
        ready=built.ready,
        metrics=metrics,
    )


if __name__ == "__main__":
    raise SystemExit(main())
