"""The worker process: `python -m services.contests.worker`."""

import os

from services.contests.bootstrap.work import work
from services.contests.settings import WorkerSettings
from shared import logs
from shared.metrics import Metrics
from shared.process import run_worker
from shared.settings import exit_on_setting_error, load


def main() -> int:
    """Publish events, answer them and run what is due, until the process is asked to end."""
    with exit_on_setting_error():
        settings = load(WorkerSettings, os.environ)
        logs.configure("contests", settings.log_level)
        metrics = Metrics("contests")
        built = work(settings, metrics)
    return run_worker(
        "contests",
        built.loops,
        health_port=settings.health_port,
        ready=built.ready,
        metrics=metrics,
        on_idle=built.upkeep,
        stopping=built.stopping,
        closing=built.closing,
        bind=settings.bind,
    )


if __name__ == "__main__":
    raise SystemExit(main())
