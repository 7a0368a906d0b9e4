"""The worker process: `python -m services.insights.worker`."""

import os

from services.insights.bootstrap import work
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
        built = work(settings, metrics)
    database, following = built.stores.database, built.following
    return run_worker(
        "insights",
        {"consumer": following.consume, "tallies": following.count},
        health_port=settings.health_port,
        ready=database.ping,
        metrics=metrics,
        on_idle=database.idle,
        stopping=(following.stop,),
        closing=(following.close, built.bus.close, database.close),
        bind=settings.bind,
    )


if __name__ == "__main__":
    raise SystemExit(main())
