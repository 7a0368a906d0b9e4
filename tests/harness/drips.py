"""Clients that send or read by drops, for as long as a test likes, from addresses of the loopback.

All of them stand in one thread that turns once a second. Whoever was dropped connects again, a
hundred of them at each turn: they are slow, they do not knock the door down.
"""

import resource
import socket
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from itertools import cycle

ATTACKERS = "127.0.7.1"
OTHERS = "127.0.9.1"
SILENCE = 10.0
AGAIN = 100
LONG = b"Content-Length: 100000\r\nContent-Type: application/x-www-form-urlencoded\r\n"


def head(path: str = "/") -> bytes:
    """Return the beginning of a head, to be continued."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Drip: ".encode()


def body(path: str = "/") -> bytes:
    """Return a head with the beginning of a body, to be continued."""
    return f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n".encode() + LONG + b"\r\nname="


def whole(path: str = "/") -> bytes:
    """Return a whole request, whose answer is read by drops."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


class Drips:
    """`count` connections to `port`; each begins with one of `openings`, then sends `drop`s.

    `sources` are the addresses that they come from, by turns; of an answer they read as many bytes
    as they send.
    """

    def __init__(
        self,
        port: int,
        count: int,
        openings: Sequence[bytes],
        sources: Sequence[str] = (),
        drop: bytes = b"x",
    ) -> None:
        self._port = port
        self._lines: list[socket.socket | None] = [None] * count
        self._openings = cycle(openings)
        self._sources = cycle(sources or [ATTACKERS])
        self._drop = drop
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self.turns = 0

    def __enter__(self) -> "Drips":
        _allow_files(len(self._lines) + 200)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()
        for line in self._lines:
            if line is not None:
                line.close()

    @property
    def connected(self) -> int:
        """How many of them hold a connection."""
        return sum(line is not None for line in self._lines)

    def _run(self) -> None:
        while not self._ended.wait(1.0 if self.turns else 0.0):
            new = 0
            for place, line in enumerate(self._lines):
                if self._ended.is_set():
                    return
                if line is not None:
                    self._lines[place] = _dripped(line, self._drop)
                elif not self.turns or new < AGAIN:
                    new += 1
                    self._lines[place] = self._connect()
            self.turns += 1

    def _connect(self) -> socket.socket | None:
        line = socket.socket()
        line.settimeout(2.0)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        try:
            line.bind((next(self._sources), 0))
            line.connect(("127.0.0.1", self._port))
            line.setblocking(False)
            line.send(next(self._openings))
        except OSError:
            line.close()
            return None
        return line


def delays(port: int, path: str, count: int, source: str = OTHERS, **headers: str) -> list[float]:
    """Ask `count` times, each on a connection of its own; return the seconds, the longest last.

    What is not answered with 200 counts as `SILENCE`.
    """
    taken = []
    for _ in range(count):
        begin = time.perf_counter()
        line = HTTPConnection("127.0.0.1", port, SILENCE, source_address=(source, 0))
        status = 0
        with suppress(OSError, HTTPException):
            line.request("GET", path, headers=headers)
            answer = line.getresponse()
            answer.read()
            status = answer.status
        line.close()
        taken.append(time.perf_counter() - begin if status == 200 else SILENCE)
    return sorted(taken)


def _dripped(line: socket.socket, drop: bytes) -> socket.socket | None:
    """Send `drop`, read no more than that; return None where the connection is no more."""
    try:
        line.send(drop)
        if line.recv(len(drop)) == b"":
            raise ConnectionResetError
    except BlockingIOError:
        return line
    except OSError:
        line.close()
        return None
    return line


def _allow_files(count: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < count:
        resource.setrlimit(resource.RLIMIT_NOFILE, (count, hard))
