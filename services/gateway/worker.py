"""The worker process: `python -m services.gateway.worker`."""

from services.gateway.bootstrap.work import work
from services.gateway.manifest import MANIFEST
from services.gateway.settings import WorkerSettings
from shared.assembly.worker import worker_process

if __name__ == "__main__":
    raise SystemExit(worker_process(MANIFEST, WorkerSettings, work))
