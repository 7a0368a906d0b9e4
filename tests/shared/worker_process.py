"""A worker for the tests: `idle` waits, `fail` raises after a moment, `slow` ends its batch."""

import sys
import threading
import time
from pathlib import Path

from shared import logs
from shared.metrics import Metrics
from shared.process import run_worker

task, folder, port = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
logs.configure("test")
begun = threading.Event()


def idle() -> bool:
    return False


def slow() -> bool:
    (folder / "begun").touch()
    time.sleep(1)
    (folder / "done").write_text(str(time.time()))
    return True


def fail() -> bool:
    raise ValueError("broken")


def endless() -> bool:
    (folder / "begun").touch()
    time.sleep(60)
    return True


def ready() -> None:
    if not (folder / "ready").exists():
        raise OSError("not yet")


loops = {"idle": idle, task: {"idle": idle, "slow": slow, "fail": fail, "endless": endless}[task]}
sys.exit(
    run_worker(
        "test",
        loops,
        health_port=port,
        ready=ready,
        metrics=Metrics("test"),
        on_idle=lambda: (folder / "idled").touch(),
        closing=[lambda: (folder / "closed").touch()],
        stop_grace=3.0,
        idle_every=0.3,
    )
)
