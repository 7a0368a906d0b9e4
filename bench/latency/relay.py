"""The relay of contests in a process of its own: `python -m bench.latency.relay`.

The worker's loops without those that send mails and draw: its relay, run as the worker runs it.
"""

import os

from services.contests.bootstrap.foundation import open_foundation
from services.contests.bootstrap.work import relay_of
from services.contests.entrypoints.subscriptions import TOPICS
from services.contests.settings import WorkerSettings
from shared import logs
from shared.bus import Topic
from shared.metrics import Metrics
from shared.opening import open_broker
from shared.process import run_worker
from shared.settings import exit_on_setting_error, load


def main() -> int:
    """Publish until the process is asked to end."""
    with exit_on_setting_error():
        settings = load(WorkerSettings, os.environ)
        logs.configure("contests", settings.log_level)
        metrics, foundation = Metrics("contests"), open_foundation(settings)
        bus = open_broker(settings, [Topic(name) for name in TOPICS])
    return run_worker(
        "relay",
        {"relay": relay_of(foundation, bus, metrics).run_once},
        health_port=settings.health_port,
        ready=foundation.database.ping,
        metrics=metrics,
        on_idle=foundation.database.idle,
        closing=(bus.close, foundation.database.close),
        bind=settings.bind,
    )


if __name__ == "__main__":
    raise SystemExit(main())
