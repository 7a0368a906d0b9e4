"""The one place where the objects of insights are built and joined."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from flask import Flask

from services.insights.adapters.repositories import (
    ContestRepository,
    FactRepository,
    TallyRepository,
)
from services.insights.entrypoints.routes import figures_blueprint
from services.insights.entrypoints.subscriptions import TOPICS, handlers
from services.insights.settings import InsightsSettings
from services.insights.use_cases.read_figures import read_figures
from services.insights.use_cases.record_contest import record_contest
from services.insights.use_cases.record_entry import record_entry
from services.insights.use_cases.tally_bucket import TallyBucket, tally_bucket
from shared import logs
from shared.auth import TokenVerifier
from shared.bus import Bus, Topic
from shared.clock import Clock, SystemClock
from shared.consumer import Consumer
from shared.documents import Database, Document
from shared.metrics import Metrics
from shared.opening import open_broker, open_store
from shared.settings import load
from shared.timers import Timer
from shared.webapp import create_app

DEAD_LETTERS = "insights.dead-letters"
LEASE = timedelta(seconds=20)
MONTH_MS = 30 * 24 * 3600 * 1000


@dataclass(frozen=True)
class Insights:
    """The objects that both processes use."""

    settings: InsightsSettings
    clock: Clock
    database: Database
    facts: FactRepository
    tallies: TallyRepository
    contests: ContestRepository


def insights(settings: InsightsSettings, clock: Clock | None = None) -> Insights:
    """Open the database and declare its indexes; raise `SettingError` where none answers."""
    database = open_store("insights", settings)
    repositories = FactRepository(database), TallyRepository(database), ContestRepository(database)
    for repository in repositories:
        repository.ensure()
    return Insights(settings, clock or SystemClock(), database, *repositories)


def web(environ: Mapping[str, str]) -> Flask:
    """Return the web application."""
    settings = load(InsightsSettings, environ)
    logs.configure("insights", settings.log_level)
    built = insights(settings)
    reading = partial(
        read_figures, facts=built.facts, tallies=built.tallies, contests=built.contests
    )
    return create_app(
        "insights",
        title="Kermesse insights",
        version="1",
        verifier=TokenVerifier(settings.token_public_key, "insights", built.clock),
        blueprints=[figures_blueprint(reading)],
        ready=built.database.ping,
        metrics=Metrics("insights"),
    )


@dataclass(frozen=True)
class Worker:
    """What the worker runs."""

    built: Insights
    bus: Bus
    consumer: Consumer
    timer: Timer


def worker(settings: InsightsSettings, metrics: Metrics) -> Worker:
    """Join the bus as group `insights`; raise `SettingError` naming what does not answer."""
    built = insights(settings)
    dead_letters = Topic(DEAD_LETTERS, partitions=1, retention_ms=MONTH_MS)
    bus = open_broker(settings, [*(Topic(name) for name in TOPICS), dead_letters])
    return Worker(built, bus, _consumer(built, bus, metrics), _timer(built, metrics))


def _consumer(built: Insights, bus: Bus, metrics: Metrics) -> Consumer:
    table = handlers(
        partial(record_entry, facts=built.facts, tallies=built.tallies, clock=built.clock),
        partial(record_contest, contests=built.contests),
    )
    return Consumer(
        bus, "insights", TOPICS, table, DEAD_LETTERS, clock=built.clock, metrics=metrics
    )


def _timer(built: Insights, metrics: Metrics) -> Timer:
    def tally(document: Document) -> None:
        tally_bucket(TallyBucket(document), built.facts, built.tallies)

    return Timer(built.tallies.collection, tally, clock=built.clock, lease=LEASE, metrics=metrics)
