"""The one place where objects are built and joined: stores, the web half, worker, rebuild."""

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from services.insights.engine.building import StoredBuilding
from services.insights.engine.feeding import Feeding, topics_of
from services.insights.engine.following import Following
from services.insights.engine.read_model import Subjects
from services.insights.engine.serving import Serving
from services.insights.engine.stores.pointer import PointerStore
from services.insights.engine.stores.workspaces import WorkspaceStore
from services.insights.settings import InsightsSettings
from services.insights.subjects import SUBJECTS
from shared import logs
from shared.auth import TokenVerifier
from shared.bus import Bus, Topic
from shared.clock import Clock, SystemClock
from shared.documents import Database
from shared.ids import RandomIds
from shared.metrics import Metrics
from shared.opening import open_broker, open_store
from shared.settings import load

if TYPE_CHECKING:
    from flask import Flask

DEAD_LETTERS = "insights.dead-letters"
MONTH_MS = 30 * 24 * 3600 * 1000


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
    database = open_store("insights", settings)
    pointer, workspaces = PointerStore(database), WorkspaceStore(database)
    return Stores(clock, database, pointer, workspaces, Serving(database, pointer, subjects, clock))


def open_topics(settings: InsightsSettings, subjects: Subjects = SUBJECTS) -> Bus:
    """Return the bus with its topics; raise `SettingError` naming what does not answer."""
    dead_letters = Topic(DEAD_LETTERS, partitions=1, retention_ms=MONTH_MS)
    return open_broker(settings, [*(Topic(name) for name in topics_of(subjects)), dead_letters])


def web(environ: Mapping[str, str]) -> "Flask":
    """Return the web application."""
    # Worker and rebuild have no use for Flask.
    from shared.webapp import create_app

    settings = load(InsightsSettings, environ)
    logs.configure("insights", settings.log_level)
    stores = open_stores(settings)
    routes = [subject.routes(partial(stores.serving.part, subject)) for subject in SUBJECTS]
    return create_app(
        "insights",
        title="Kermesse insights",
        version="1",
        verifier=TokenVerifier(settings.token_public_key, "insights", stores.clock),
        blueprints=[blueprint for several in routes for blueprint in several],
        ready=stores.database.ping,
        metrics=Metrics("insights"),
    )


class Work:
    """What the worker runs."""

    def __init__(self, stores: Stores, bus: Bus, metrics: Metrics) -> None:
        self.stores, self.bus = stores, bus
        self.feeding = feeding_of(stores, bus, metrics)
        self.following = Following(stores.serving, self.feeding.feed, metrics)


def feeding_of(stores: Stores, bus: Bus, metrics: Metrics) -> Feeding:
    """Return what feeds any generation."""
    return Feeding(bus, DEAD_LETTERS, stores.workspaces, stores.clock, metrics)


def work(settings: InsightsSettings, metrics: Metrics) -> Work:
    """Join what the settings name; raise `SettingError` naming what does not answer."""
    stores, bus = open_stores(settings), open_topics(settings)
    metrics.watch_producer(bus.unresolved_seconds)
    return Work(stores, bus, metrics)


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
    return Rebuilding(open_stores(settings), open_topics(settings), Metrics("insights"), name)
