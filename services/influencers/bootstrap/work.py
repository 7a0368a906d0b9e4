"""The worker's half: the relay, and notes whose time is over."""

from services.influencers.bootstrap.foundation import open_foundation
from services.influencers.manifest import MANIFEST
from services.influencers.settings import WorkerSettings
from services.influencers.use_cases.context import Context
from shared.assembly.worker import Due, Work, assemble
from shared.metrics import Metrics


def work(settings: WorkerSettings, metrics: Metrics) -> Work:
    """Build the worker. Raises `SettingError`, naming the address that does not answer."""
    foundation = open_foundation(settings)
    clock = foundation.context.clock
    assembly = assemble(MANIFEST, settings, foundation.database, clock=clock, metrics=metrics)
    return assembly.work(due=due_of(foundation.context))


def due_of(context: Context) -> list[Due]:
    """Return the due work of each collection that has some."""
    audit = context.stores.audit
    return [Due(audit.collection, lambda each: audit.remove(each["workspace_id"], each["_id"]))]
