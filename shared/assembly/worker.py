"""From a manifest and settings to a worker process: relay, consumer, timers, and what else runs."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from shared import logs
from shared.assembly.manifest import Manifest
from shared.bus import Bus
from shared.clock import Clock
from shared.consumer import Consumer, Handlers
from shared.documents import Collection, Database, Document
from shared.metrics import Metrics
from shared.opening import open_broker
from shared.process import Loop, run_worker
from shared.relay import Relay
from shared.settings import CommonSettings, WorkerSettings, exit_on_setting_error, load
from shared.timers import Timer

LEASE = timedelta(seconds=10)


End = Callable[[], None]
Settings = TypeVar("Settings", bound=WorkerSettings)


@dataclass(frozen=True)
class Due:
    """The due work of one collection. `planned` says when it was meant for, to measure lateness."""

    collection: Collection
    handle: Callable[[Document], None]
    lease: timedelta = LEASE
    planned: Callable[[Document], datetime | None] | None = None


@dataclass(frozen=True)
class Work:
    """What a worker runs: loops by name, whether it is ready, how it rests, stops and ends.

    `upkeep` is done when nothing else happens, each `idle_every` seconds.
    """

    loops: Mapping[str, Loop]
    ready: Callable[[], None]
    upkeep: Callable[[], None]
    stopping: Sequence[End] = ()
    closing: Sequence[End] = ()
    idle_every: float = 30.0


@dataclass(frozen=True)
class Assembly:
    """Database and bus of a worker, and the machines over them."""

    manifest: Manifest
    database: Database
    bus: Bus
    clock: Clock
    metrics: Metrics

    def relay(self) -> Relay:
        """Return what publishes the events that wait in every collection that publishes."""
        collections = self.database.publishing()
        publisher = self.bus.publisher
        return Relay(
            self.manifest.name, collections, publisher, clock=self.clock, metrics=self.metrics
        )

    def consumer(self, handlers: Handlers) -> Consumer:
        """Return what handles the topics that the manifest reads."""
        return Consumer(
            self.bus,
            self.manifest.name,
            self.manifest.reads,
            handlers,
            self.manifest.dead_letters.name,
            clock=self.clock,
            metrics=self.metrics,
        )

    def work(
        self,
        handlers: Handlers | None = None,
        due: Sequence[Due] = (),
        *,
        closing: Sequence[End] = (),
    ) -> Work:
        """Return a worker that publishes, handles where there are `handlers`, and does `due`."""
        relay = self.relay()
        loops: dict[str, Loop] = {"relay": relay.run_once}
        stopping: list[End] = [relay.stop]
        leaving: list[End] = []
        if handlers is not None:
            consumer = self.consumer(handlers)
            loops["consumer"] = consumer.run_once
            stopping.append(consumer.stop)
            leaving.append(consumer.close)
        for each in due:
            timer = timer_of(each, clock=self.clock, metrics=self.metrics)
            loops[each.collection.name] = timer.run_once
        return Work(
            loops=loops,
            ready=self.database.ping,
            upkeep=self.database.idle,
            stopping=stopping,
            closing=(*leaving, self.bus.close, *closing, self.database.close),
        )


def timer_of(due: Due, *, clock: Clock, metrics: Metrics) -> Timer:
    """Return what does the due work of one collection."""
    return Timer(
        due.collection,
        due.handle,
        clock=clock,
        lease=due.lease,
        metrics=metrics,
        planned=due.planned,
    )


def assemble(
    manifest: Manifest,
    settings: CommonSettings,
    database: Database,
    *,
    clock: Clock,
    metrics: Metrics,
) -> Assembly:
    """Join a database with the bus that the settings name, the manifest's topics made.

    Raises `SettingError` naming the address that does not answer.
    """
    bus = open_broker(settings, manifest.topics)
    metrics.watch_producer(bus.unresolved_seconds)
    return Assembly(manifest, database, bus, clock, metrics)


def worker_process(
    manifest: Manifest,
    settings: type[Settings],
    build: Callable[[Settings, Metrics], Work],
    environ: Mapping[str, str] = os.environ,
) -> int:
    """Run what `build` makes of the environment until asked to end; return the exit code.

    A wrong setting is named on the standard error, and ends the process with 2.
    """
    with exit_on_setting_error():
        loaded = load(settings, environ)
        logs.configure(manifest.name, loaded.log_level)
        metrics = Metrics(manifest.name)
        work = build(loaded, metrics)
        return run_worker(
            manifest.name,
            work.loops,
            health_port=loaded.health_port,
            ready=work.ready,
            metrics=metrics,
            on_idle=work.upkeep,
            stopping=work.stopping,
            closing=work.closing,
            idle_every=work.idle_every,
            bind=loaded.bind,
            metrics_hosts=loaded.metrics_hosts,
        )
