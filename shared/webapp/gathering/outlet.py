"""Where an answer goes: into the socket as far as it takes it at once, then into a spool.

No thread of the application waits for a slow reader: the poller sends what is left. Thread and
poller have the outlet by turns, never both at once.
"""

import errno
import select
import socket
from collections.abc import Callable
from time import monotonic
from typing import IO

from shared.webapp.gathering.patience import deadline
from shared.webapp.gathering.spool import Part, Spool

_PIECE = 64 * 1024
_BUSY = (errno.EAGAIN, errno.EWOULDBLOCK)


class Outlet:
    """Has those methods of a socket that gunicorn answers by."""

    def __init__(
        self, line: socket.socket, room: Part, clock: Callable[[], float] = monotonic
    ) -> None:
        self._line = line
        self._room, self._clock = room, clock
        self._left = Spool(room)
        self._head = b""
        self._waits_since = self._sent_at = 0.0
        self._sent = 0

    def begin(self) -> None:
        """Begin another answer."""
        self._sent = 0

    @property
    def deadline(self) -> float:
        """Until when the reader keeps the rate.

        It is counted from the instant at which something was left to send. What the system took
        before that may still be on its way, so it counts: nobody who keeps the rate is late,
        unless it pauses for long.
        """
        return deadline(self._waits_since, self._sent, self._sent_at)

    def sendall(self, data: bytes) -> None:
        """Send `data`, at the latest when the poller can; raise `OSError` for a lost connection.

        Where all room is taken, a thread may wait for the reader while it keeps the rate. Where
        enough of them wait already, or its network holds more than its share, it is cut off.
        """
        if not self._head and data.startswith(b"HTTP/1.1 ") and data[9:10] != b"1":
            # A head goes with the first bytes of its body: one call, one packet.
            self._head = data
            return
        if self._left:
            self.flush()
        rest = self._send(data)
        if rest:
            self._keep(rest)

    def send(self, data: bytes) -> int:
        """Do as `sendall`; return how many bytes that were: all of them."""
        self.sendall(data)
        return len(data)

    def sendfile(self, file: IO[bytes], offset: int, count: int) -> None:
        """Send `count` bytes of `file` from `offset` on."""
        file.seek(offset)
        while count and (data := file.read(min(count, _PIECE))):
            self.sendall(data)
            count -= len(data)

    def flush(self) -> bool:
        """Send what is left as far as the socket takes it; tell whether nothing is left."""
        if self._head:
            self._keep(self._send(b""))
        while self._left:
            sent = self._push(self._left.peek(_PIECE))
            self._left.skip(sent)
            if not sent:
                return False
        return True

    def forget(self) -> None:
        """Forget what is left."""
        self._head = b""
        self._left.close()

    def shutdown(self, _how: int) -> None:
        """Refuse: an answer that broke off is sent as far as it got, then the worker closes."""
        raise OSError(errno.ENOTCONN, "the worker closes")

    def close(self) -> None:
        """Do nothing, as `shutdown` did."""

    def setblocking(self, _flag: bool) -> None:
        """Never block, whatever gunicorn prefers."""

    def gettimeout(self) -> float:
        """Return the time-out of a socket that does not block."""
        return 0.0

    def _send(self, data: bytes) -> bytes:
        """Send the head that was held back and `data`; return what the socket did not take."""
        head, self._head = self._head, b""
        if self._left:
            return head + data
        if not head:
            return data[self._push(data) :] if data else b""
        sent = self._push(head, data)
        return data[sent - len(head) :] if sent >= len(head) else head[sent:] + data

    def _push(self, *pieces: bytes) -> int:
        try:
            sent = self._line.sendmsg(pieces)
        except OSError as error:
            if error.errno in _BUSY:
                return 0
            raise
        self._sent += sent
        self._sent_at = self._clock()
        return sent

    def _keep(self, data: bytes) -> None:
        if data and not self._left:
            self._waits_since = self._clock()
        try:
            self._left.write(data)
        except OSError:
            if self._room.used_up or not self._room.waiting.acquire(blocking=False):
                raise _too_slow() from None
            try:
                self._wait_with(data)
            finally:
                self._room.waiting.release()

    def _wait_with(self, data: bytes) -> None:
        """Send all that is left and then `data`, at the pace of the reader."""
        poll = select.poll()
        poll.register(self._line, select.POLLOUT)
        while data:
            left = self.deadline - self._clock()
            if left <= 0 or not poll.poll(left * 1000):
                raise _too_slow()
            if self.flush():
                data = data[self._push(data) :]


def _too_slow() -> OSError:
    """Return what gunicorn takes for a lost connection."""
    return OSError(errno.EPIPE, "the reader is too slow")
