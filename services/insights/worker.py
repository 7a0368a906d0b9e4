"""The worker process: `python -m services.insights.worker`."""

import os

from services.insights import bootstrap
from services.insights.settings import InsightsSettings
from shared import logs
from shared.metrics import Metrics
from shared.process import run_worker
from shared.settings import exit_on_setting_error, load


def main() -> int:
    """Read events and count buckets until the process is asked to end."""
    with exit_on_setting_error():
        settings = load(InsightsSettings, os.environ)
        logs.configure("insights", settings.log_level)
        metrics = Metrics("insights")
        worker = bootstrap.worker(settings, metrics)
    database = worker.built.database
    return run_worker(
        "insights",
        {"consumer": worker.consumer.run_once, "tallies": worker.timer.run_once},
        health_port=settings.health_port,
        ready=database.ping,
        metrics=metrics,
        on_idle=database.idle,
        closing=(worker.consumer.close, worker.bus.close, database.close),
        bind=settings.bind,
    )


if __name__ == "__main__":
    raise SystemExit(main())
