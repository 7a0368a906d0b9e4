"""The worker process: `python -m services.influencers.worker`."""

from services.influencers.bootstrap.work import work
from services.influencers.manifest import MANIFEST
from services.influencers.settings import WorkerSettings
from shared.assembly.worker import worker_process

if __name__ == "__main__":
    raise SystemExit(worker_process(MANIFEST, WorkerSettings, work))
