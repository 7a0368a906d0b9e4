"""Sends requests that were written before, over a number of connections that stay open.

One thread and epoll: some 15 µs a request, so that the servers are what is measured.
"""

import selectors
import socket
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

HEAD_END = b"\r\n\r\n"
SILENCE_SECONDS = 20.0


class Refused(Exception):
    """A server answered otherwise than expected; the message holds its answer."""


@dataclass
class _Line:
    """One connection; `asked` is when the request in flight was sent."""

    connection: socket.socket
    asked: float = 0.0
    received: bytearray = field(default_factory=bytearray)

    def send(self, request: bytes) -> None:
        self.asked = time.perf_counter()
        self.received.clear()
        self.connection.sendall(request)

    def answer(self) -> bytes | None:
        """Return the answer when all of it is there."""
        part = self.connection.recv(65536)
        if not part:
            raise Refused(f"closed after {bytes(self.received)[:500]!r}")
        self.received += part
        end = self.received.find(HEAD_END)
        if end < 0:
            return None
        head = bytes(self.received[:end])
        whole = end + len(HEAD_END) + _length(head)
        return bytes(self.received) if len(self.received) >= whole else None


@dataclass(frozen=True)
class Sent:
    """How long it took to send `count` requests, and each of them (seconds)."""

    count: int
    seconds: float
    delays: list[float]


def send_all(
    port: int, requests: Iterable[bytes], connections: int, status: int, host: str = "127.0.0.1"
) -> Sent:
    """Send every request, `connections` at a time; raise `Refused` for another status."""
    coming, selector = iter(requests), selectors.DefaultSelector()
    lines = [_Line(socket.create_connection((host, port))) for _ in range(connections)]
    for line in lines:
        line.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    delays: list[float] = []
    begin = time.perf_counter()
    try:
        for line in lines:
            _next(line, coming, selector)
        while selector.get_map():
            delays += _answered(selector, coming, b"HTTP/1.1 %d" % status)
        return Sent(len(delays), time.perf_counter() - begin, delays)
    finally:
        for line in lines:
            line.connection.close()
        selector.close()


def _next(line: _Line, coming: Iterator[bytes], selector: selectors.BaseSelector) -> None:
    request = next(coming, None)
    if request is None:
        if line.asked:
            selector.unregister(line.connection)
        return
    if not line.asked:
        selector.register(line.connection, selectors.EVENT_READ, line)
    line.send(request)


def _answered(
    selector: selectors.BaseSelector, coming: Iterator[bytes], expected: bytes
) -> Iterator[float]:
    ready = selector.select(SILENCE_SECONDS)
    if not ready:
        raise Refused(f"no answer for {SILENCE_SECONDS:.0f} s")
    for key, _ in ready:
        line: _Line = key.data
        answer = line.answer()
        if answer is None:
            continue
        if not answer.startswith(expected):
            raise Refused(answer[:2000].decode(errors="replace"))
        yield time.perf_counter() - line.asked
        _next(line, coming, selector)


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0
