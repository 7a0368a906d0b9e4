"""The one place where objects are built and joined: stores, the web half, worker, rebuild."""

import os
import socket
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from services.insights.engine.building import StoredBuilding
from services.insights.engine.feeding import Feeding
from services.insights.engine.following import Following
from services.insights.engine.read_model import Subjects
from services.insights.engine.serving import Serving
from services.insights.engine.stores.pointer import PointerStore
from services.insights.engine.stores.workspaces import WorkspaceStore
from services.insights.engine.subject import topics_of
from services.insights.manifest import MANIFEST
from services.insights.settings import InsightsSettings
from services.insights.subjects import SUBJECTS
from shared.assembly.web import api_application, verifier_of
from shared.assembly.worker import Work
from shared.bus import Bus
from shared.clock import Clock, SystemClock
from shared.documents import Database
from shared.ids import RandomIds
from shared.metrics import Metrics
from shared.opening import open_broker, open_store

if TYPE_CHECKING:
    from flask import Flask


@dataclass(frozen=True)
class Stores:
    """The database, what outlives generations, and the generation that is served."""

    clock: Clock
    database: Database
    pointer: PointerStore
    workspaces: WorkspaceStore
    serving: Serving


def open_stores(
    settings: InsightsSettings, clock: Clock | None = None, subjects: Subjects = SUBJECTS
) -> Stores:
    """Open the database and declare its indexes; raise `SettingError` where none answers."""
    clock = clock or SystemClock()
    database = open_store(MANIFEST.name, settings)
    pointer, workspaces = PointerStore(database), WorkspaceStore(database)
    return Stores(clock, database, pointer, workspaces, Serving(database, pointer, subjects, clock))


def open_topics(settings: InsightsSettings, subjects: Subjects = SUBJECTS) -> Bus:
    """Return the bus with its topics; raise `SettingError` naming what does not answer."""
    return open_broker(settings, replace(MANIFEST, reads=topics_of(subjects)).topics)


def web(settings: InsightsSettings) -> "Flask":
    """Return the web application. Raises `SettingError`."""
    stores = open_stores(settings)
    routes = [subject.routes(partial(stores.serving.part, subject)) for subject in SUBJECTS]
    blueprints = [blueprint for several in routes for blueprint in several]
    verifier = verifier_of(MANIFEST, settings, stores.clock)
    return api_application(MANIFEST, stores.database, blueprints, verifier)


def feeding_of(stores: Stores, bus: Bus, metrics: Metrics) -> Feeding:
    """Return what feeds any generation."""
    dead_letters = MANIFEST.dead_letters.name
    return Feeding(bus, dead_letters, stores.workspaces, stores.clock, metrics)


class Worker:
    """What a worker is made of."""

    def __init__(self, stores: Stores, bus: Bus, metrics: Metrics) -> None:
        self.stores, self.bus = stores, bus
        self.following = Following(stores.serving, feeding_of(stores, bus, metrics).feed, metrics)

    def work(self) -> Work:
        """Return what it runs: it reads events and counts buckets."""
        database, following = self.stores.database, self.following
        return Work(
            loops={"consumer": following.consume, "tallies": following.count},
            ready=database.ping,
            upkeep=database.idle,
            stopping=(following.stop,),
            closing=(following.close, self.bus.close, database.close),
        )


def work(settings: InsightsSettings, metrics: Metrics) -> Work:
    """Build the worker; raise `SettingError` naming what does not answer."""
    stores, bus = open_stores(settings), open_topics(settings)
    metrics.watch_producer(bus.unresolved_seconds)
    return Worker(stores, bus, metrics).work()


@dataclass(frozen=True)
class Rebuilding:
    """What a rebuild runs; `name` is its own, `wait` how many seconds a batch waits."""

    stores: Stores
    bus: Bus
    metrics: Metrics
    name: str
    wait: float = 0.5

    def building(self, number: int) -> StoredBuilding:
        """Return a generation with what fills it."""
        feeding = feeding_of(self.stores, self.bus, self.metrics)
        return StoredBuilding(feeding, self.stores.serving.opened(number), self.wait)

    def close(self) -> None:
        """Let go of broker and database."""
        self.bus.close()
        self.stores.database.close()


def rebuilding(settings: InsightsSettings) -> Rebuilding:
    """Open what a rebuild needs; raise `SettingError` naming what does not answer."""
    name = f"{socket.gethostname()}:{os.getpid()}:{RandomIds().secret(4).hex()}"
    return Rebuilding(open_stores(settings), open_topics(settings), Metrics(MANIFEST.name), name)
