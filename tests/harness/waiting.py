"""Waiting for a condition, and free ports: what every test of processes needs."""

import socket
import time
from collections.abc import Callable

EVERY = 0.02


def until(condition: Callable[[], object], seconds: float, what: str) -> None:
    """Wait until `condition` holds; raise `TimeoutError` naming `what` after `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} did not happen within {seconds} s")
        time.sleep(EVERY)


def free_ports(count: int) -> list[int]:
    """Return `count` different ports that nothing listens on."""
    taken = [socket.socket() for _ in range(count)]
    for one in taken:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in taken]
    for one in taken:
        one.close()
    return ports
