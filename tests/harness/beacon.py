"""A test beacon that a test holds back: its draw waits, however long something else takes."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from shared.clock import SystemClock
from stack.beacon import TestBeacon, server
from stack.ports import HOST

FOR_EVER = 10**6


class HeldBeacon:
    """Answers no round from `hold` until `speak`; `url` is its address."""

    def __init__(self) -> None:
        self._beacon = TestBeacon(SystemClock())
        self.url = ""

    def hold(self) -> None:
        """Be late from now on."""
        self._beacon.late_by = FOR_EVER

    def speak(self) -> None:
        """Answer every round whose time has come."""
        self._beacon.late_by = 0

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """Answer as the beacon does."""
        return self._beacon(environ, start_response)


@contextmanager
def held_beacon() -> Iterator[HeldBeacon]:
    """Serve such a beacon on a port of its own."""
    beacon = HeldBeacon()
    with serving(beacon) as beacon.url:
        yield beacon


@contextmanager
def serving(beacon: Callable[..., Any]) -> Iterator[str]:
    """Serve a beacon on a port of its own; yield its address."""
    with server(beacon, 0) as running:  # type: ignore[arg-type]
        thread = threading.Thread(target=running.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://{HOST}:{running.server_port}"
        finally:
            running.shutdown()
            thread.join()
