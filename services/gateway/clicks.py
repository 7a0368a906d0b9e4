"""The process that ships clicks, beside the web process: `python -m services.gateway.clicks`."""

from services.gateway.bootstrap.clicks import work
from services.gateway.manifest import MANIFEST
from services.gateway.settings import ClicksSettings
from shared.assembly.worker import worker_process

if __name__ == "__main__":
    raise SystemExit(worker_process(MANIFEST, ClicksSettings, work))
