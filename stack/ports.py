"""Ports: free ones for what only the stack reaches, named ones for what people open."""

import random
import socket
from collections.abc import Iterable

from stack.errors import WrongSetting

HOST = "127.0.0.1"
# Below the range that systems hand to outgoing connections (Linux: from 32768 on), so that no
# connection takes a port between its choice, its use and a restart of the process that has it.
CHOICES = range(20000, 30000)


def is_free(port: int) -> bool:
    """Tell whether a server could listen on `port` of the loopback address."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def choose_free(count: int, taken: Iterable[int] = ()) -> list[int]:
    """Return `count` different free ports, none of them in `taken`."""
    found: list[int] = []
    refused = set(taken)
    for port in random.sample(CHOICES, len(CHOICES)):
        if len(found) == count:
            break
        if port not in refused and is_free(port):
            found.append(port)
    return found


def require_free(port: int, setting: str) -> int:
    """Return `port`; raise `WrongSetting` naming it and `setting` when something listens there."""
    if not is_free(port):
        raise WrongSetting(f"Port {port} is in use. Choose another one: {setting}=<port>.")
    return port
