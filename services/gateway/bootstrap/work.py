"""The worker process, built and joined."""

from dataclasses import replace

from services.gateway.accounts.use_cases.clean_up import clean_up
from services.gateway.audit.stores import open_audit
from services.gateway.audit.stores.entries import entry_of
from services.gateway.audit.subscriptions import handlers
from services.gateway.audit.use_cases.let_go import let_go
from services.gateway.bootstrap.stores import stores_of
from services.gateway.manifest import MANIFEST
from services.gateway.products.influencers.stores.links import LinkStore
from services.gateway.products.influencers.subscriptions import handlers as link_handlers
from services.gateway.settings import WorkerSettings
from shared.assembly.worker import Due, Work, assemble
from shared.clock import SystemClock
from shared.metrics import Metrics

CLEAN_UP_SECONDS = 60.0


def work(settings: WorkerSettings, metrics: Metrics) -> Work:
    """Build what publishes what accounts tell, chains audits, and forgets what has expired.

    Raises `SettingError` naming what does not answer.
    """
    stores, clock = stores_of(settings), SystemClock()
    assembly = assemble(MANIFEST, settings, stores.database, clock=clock, metrics=metrics)

    audit = open_audit(stores.database)
    due = Due(audit.entries.collection, lambda each: let_go(audit, entry_of(each)))

    def upkeep() -> None:
        clean_up(stores, clock)
        stores.database.idle()

    links = LinkStore(stores.database)
    work = assembly.work({**handlers(audit, clock), **link_handlers(links, clock)}, [due])
    return replace(work, upkeep=upkeep, idle_every=CLEAN_UP_SECONDS)
