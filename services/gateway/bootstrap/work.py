"""The worker process, built and joined."""

from dataclasses import replace

from services.gateway.accounts.use_cases.clean_up import clean_up
from services.gateway.bootstrap.stores import stores_of
from services.gateway.manifest import MANIFEST
from services.gateway.settings import WorkerSettings
from shared.assembly.worker import Work, assemble
from shared.clock import SystemClock
from shared.metrics import Metrics

CLEAN_UP_SECONDS = 60.0


def work(settings: WorkerSettings, metrics: Metrics) -> Work:
    """Build what publishes what accounts tell, and forgets what has expired.

    Raises `SettingError` naming what does not answer.
    """
    stores, clock = stores_of(settings), SystemClock()
    assembly = assemble(MANIFEST, settings, stores.database, clock=clock, metrics=metrics)

    def upkeep() -> None:
        clean_up(stores, clock)
        stores.database.idle()

    return replace(assembly.work(), upkeep=upkeep, idle_every=CLEAN_UP_SECONDS)
