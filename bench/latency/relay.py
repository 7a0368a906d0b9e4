"""The relay of contests in a process of its own: `python -m bench.latency.relay`.

The worker's loops without those that send mails and draw: its relay, run as the worker runs it.
"""

from services.contests.bootstrap.foundation import open_foundation
from services.contests.manifest import MANIFEST
from services.contests.settings import WorkerSettings
from shared.assembly.worker import Work, assemble, worker_process
from shared.metrics import Metrics


def relay_alone(settings: WorkerSettings, metrics: Metrics) -> Work:
    """Build what publishes, and nothing else."""
    foundation = open_foundation(settings)
    clock = foundation.context.clock
    return assemble(MANIFEST, settings, foundation.database, clock=clock, metrics=metrics).work()


if __name__ == "__main__":
    raise SystemExit(worker_process(MANIFEST, WorkerSettings, relay_alone))
