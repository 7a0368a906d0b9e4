"""The worker process, built and joined."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from services.gateway.accounts.domain.events import TOPIC
from services.gateway.accounts.use_cases.clean_up import clean_up
from services.gateway.bootstrap.stores import stores_of
from services.gateway.settings import WorkerSettings
from shared.bus import Topic
from shared.clock import SystemClock
from shared.metrics import Metrics
from shared.opening import open_broker
from shared.process import Loop
from shared.relay import Relay


@dataclass(frozen=True)
class Worker:
    """What the worker runs: loops by name, its readiness, its upkeep, what it closes."""

    loops: Mapping[str, Loop]
    ready: Callable[[], None]
    upkeep: Callable[[], None]
    stopping: tuple[Callable[[], None], ...]
    closing: tuple[Callable[[], None], ...]


def build_worker(settings: WorkerSettings, metrics: Metrics) -> Worker:
    """Return the worker; raise `SettingError` naming what does not answer."""
    stores = stores_of(settings)
    bus = open_broker(settings, [Topic(TOPIC)])
    metrics.watch_producer(bus.unresolved_seconds)
    clock = SystemClock()
    collections = stores.database.publishing()
    relay = Relay("gateway", collections, cache(bus.publisher), clock=clock, metrics=metrics)

    def upkeep() -> None:
        clean_up(stores, clock)
        stores.database.idle()

    return Worker(
        loops={"relay": relay.run_once},
        ready=stores.database.ping,
        upkeep=upkeep,
        stopping=(relay.stop,),
        closing=(bus.close, stores.database.close),
    )
