"""A worker that reads `contests.entry` and writes down each event; the one called `held` waits.

It marks that it holds it, and goes on when it is told to: a file called `go`.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from shared import logs
from shared.clock import SystemClock
from shared.consumer import Consumer, Handler, Received, Together
from shared.metrics import Metrics
from shared.process import run_worker
from tests.shared.bus.joining import Address, connect

how, folder, held = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
logs.configure("test")
bus = connect(Address(*sys.argv[4:7]))


def one(event: Received) -> None:
    """Write the event down, as the last thing that is done for it."""
    if event.id == held:
        (folder / "holding").touch()
        while not (folder / "go").exists():
            time.sleep(0.01)
    with (folder / "handled").open("a") as handled:
        handled.write(f"{event.id}\n")


def many(events: Sequence[Received]) -> None:
    """Write down some events."""
    for event in events:
        one(event)


handler: Handler | Together = one if how == "one by one" else Together(many)
metrics = Metrics("test")
consumer = Consumer(
    bus,
    "readers",
    ["contests.entry"],
    {"kermesse.contests.entry.submitted.v1": handler},
    "dead-letters",
    clock=SystemClock(),
    metrics=metrics,
    batch=20,
)
sys.exit(
    run_worker(
        "test",
        {"consumer": consumer.run_once},
        health_port=0,
        ready=bus.ping,
        metrics=metrics,
        stopping=(consumer.stop,),
        closing=(consumer.close, bus.close),
        stop_grace=10.0,
    )
)
