"""A relay process that stops itself (SIGSTOP) once at every place, until it is asked to end."""

import os
import signal
import sys
import threading

from shared import logs
from shared.clock import SystemClock
from shared.documents import open_database
from shared.metrics import Metrics
from shared.relay import Relay
from tests.shared.bus.joining import Address, connect
from tests.shared.relay.pausing import PLACES, PausingCollection, PausingPublisher

logs.configure("test")
folder = sys.argv[1]
bus = connect(Address(*sys.argv[2:5]))
left = list(PLACES)
ending = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: ending.set())


def reached(place: str) -> None:
    """Stop here if it is the next place."""
    if left and place == left[0]:
        print(left.pop(0), flush=True)
        os.kill(os.getpid(), signal.SIGSTOP)


database = open_database("suite", data_dir=folder)
relay = Relay(
    "contests",
    [PausingCollection(database.collection("entries"), reached)],  # type: ignore[list-item]
    lambda: PausingPublisher(bus.publisher(), reached),
    clock=SystemClock(),
    metrics=Metrics("contests"),
)
while not ending.is_set():
    if not relay.run_once():
        ending.wait(0.02)
bus.close()
database.close()
