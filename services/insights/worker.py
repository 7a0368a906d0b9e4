"""The worker process: `python -m services.insights.worker`."""

from services.insights.bootstrap import work
from services.insights.manifest import MANIFEST
from services.insights.settings import InsightsSettings
from shared.assembly.worker import worker_process

if __name__ == "__main__":
    raise SystemExit(worker_process(MANIFEST, InsightsSettings, work))
