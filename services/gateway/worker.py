"""The worker process: `python -m services.gateway.worker`."""

import os

from services.gateway.bootstrap.work import build_worker
from services.gateway.settings import WorkerSettings
from shared import logs
from shared.metrics import Metrics
from shared.process import run_worker
from shared.settings import exit_on_setting_error, load

CLEAN_UP_SECONDS = 60.0


def main() -> int:
    """Publish what accounts tell and forget what has expired, until asked to end."""
    with exit_on_setting_error():
        settings = load(WorkerSettings, os.environ)
        logs.configure("gateway", settings.log_level)
        metrics = Metrics("gateway")
        built = build_worker(settings, metrics)
    return run_worker(
        "gateway",
        built.loops,
        health_port=settings.health_port,
        ready=built.ready,
        metrics=metrics,
        on_idle=built.upkeep,
        stopping=built.stopping,
        closing=built.closing,
        idle_every=CLEAN_UP_SECONDS,
        bind=settings.bind,
    )


if __name__ == "__main__":
    raise SystemExit(main())
