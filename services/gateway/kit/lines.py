"""Lines to one service, kept open between calls, over the standard library's client.

urllib3 takes three and a half times the processor for a call (docs/performance.md).
"""

import select
import socket
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http.client import (
    HTTPConnection,
    HTTPException,
    HTTPResponse,
    HTTPSConnection,
    IncompleteRead,
)
from urllib.parse import urlsplit

CONNECT_SECONDS = 2.0
READ_SECONDS = 10.0
CHUNK = 64 * 1024
KEPT = 16
# The line was cut, or never there: `OSError` holds time-outs and refusals.
FAULTS = (OSError, HTTPException)


class Reply:
    """An answer whose body is still to be read; its line is kept once all of it was."""

    def __init__(
        self, line: HTTPConnection, response: HTTPResponse, keep: Callable[[HTTPConnection], None]
    ) -> None:
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self._line, self._response, self._keep = line, response, keep

    def read(self) -> bytes:
        """Return the whole body; raise one of `FAULTS`."""
        try:
            body = self._response.read()
        except FAULTS:
            self._line.close()
            raise
        self._keep_or_close()
        return body

    def pieces(self) -> Iterator[bytes]:
        """Yield the body as it arrives."""
        whole = False
        try:
            while piece := self._response.read(CHUNK):
                yield piece
            if self._response.length:
                raise IncompleteRead(b"", self._response.length)
            whole = True
        finally:
            if whole:
                self._keep_or_close()
            else:
                # The rest is still on its way: the next one to use this line would read it.
                self._line.close()

    def _keep_or_close(self) -> None:
        if self._response.will_close:
            self._line.close()
        else:
            self._keep(self._line)


class Lines:
    """Lines to the service at `address`, which may have a path; for several threads."""

    def __init__(self, address: str, read_seconds: float = READ_SECONDS) -> None:
        where = urlsplit(address)
        kind = HTTPSConnection if where.scheme == "https" else HTTPConnection
        self._open = partial(kind, where.hostname or "", where.port, timeout=CONNECT_SECONDS)
        self._path = where.path.rstrip("/")
        self._read_seconds = read_seconds
        self._free: deque[HTTPConnection] = deque()

    def send(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Reply:
        """Return the answer, its body unread; raise one of `FAULTS`."""
        line = self._free_line() or self._new_line()
        try:
            line.request(method, self._path + path, body, dict(headers))
            return Reply(line, line.getresponse(), self._keep)
        except FAULTS:
            line.close()
            raise

    def _free_line(self) -> HTTPConnection | None:
        while self._free:
            try:
                line = self._free.pop()
            except IndexError:
                return None
            if not _is_cut(line.sock):
                return line
            line.close()
        return None

    def _new_line(self) -> HTTPConnection:
        line = self._open()
        line.connect()
        line.sock.settimeout(self._read_seconds)
        return line

    def _keep(self, line: HTTPConnection) -> None:
        if len(self._free) < KEPT:
            self._free.append(line)
        else:
            line.close()


def _is_cut(line: socket.socket | None) -> bool:
    """Tell whether the other side hung up: nothing else can be read before a call."""
    if line is None:
        return True
    waiting = select.poll()
    waiting.register(line, select.POLLIN)
    return bool(waiting.poll(0))
