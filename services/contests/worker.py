"""The worker process: `python -m services.contests.worker`."""

from services.contests.bootstrap.work import work
from services.contests.manifest import MANIFEST
from services.contests.settings import WorkerSettings
from shared.assembly.worker import worker_process

if __name__ == "__main__":
    raise SystemExit(worker_process(MANIFEST, WorkerSettings, work))
