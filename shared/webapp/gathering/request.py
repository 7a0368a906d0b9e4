"""One request, gathered from the pieces in which it comes, then parsed by gunicorn alone."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any

from gunicorn.http.body import Body
from gunicorn.http.errors import LimitRequestHeaders, NoMoreData, ParseException
from gunicorn.http.message import MAX_REQUEST_LINE, Request

from shared.webapp.gathering.chunks import ChunkScan
from shared.webapp.gathering.crowd import Network, TooMany
from shared.webapp.gathering.source import Source, TooLong, length_of

MOST_HEAD = 64 * 1024
MOST_BODY = 1024 * 1024
_END = b"\r\n\r\n"
_EMPTY = (b"", b"\r", b"\r\n")


class Incomplete(ParseException):  # type: ignore[misc]  # gunicorn carries no types
    """The client ended its side in the middle of a request."""


class NoRoomForBody(Exception):
    """The body cannot be kept: the disk is full, or the room for such files."""


# The method, path and cookies of a request → how many bytes its body may have; an application's
# setting. It is asked before a byte of the body is read, and holds up every connection meanwhile.
Larger = Callable[[str, str, str], int]
LARGER = "kermesse.larger_bodies"


def nothing_larger(_method: str, _path: str, _cookies: str) -> int:
    """Return that none may have more than the others."""
    return 0


@dataclass(frozen=True)
class Gauge:
    """What a request may weigh and by which clock: `config` is gunicorn's, `most_body` in bytes.

    `larger` is what the application says of one that weighs more: it is asked of no other.
    """

    config: Any
    most_body: int = MOST_BODY
    clock: Callable[[], float] = monotonic
    larger: Larger = nothing_larger

    @property
    def most_line(self) -> int:
        """The longest request line, as gunicorn reads its setting."""
        limit = int(self.config.limit_request_line)
        return limit if 0 < limit < MAX_REQUEST_LINE else MAX_REQUEST_LINE

    def most_of(self, request: Any) -> int:
        """Return how many bytes the body of this request may have."""
        cookies = "; ".join(value for name, value in request.headers if name == "COOKIE")
        larger = self.larger(str(request.method), str(request.path), cookies)
        return max(self.most_body, larger)


def _most_wire(most: int) -> int:
    """Return the longest chunked body with its sizes: pieces of 20 bytes and less end before."""
    return most + most // 4 + MOST_HEAD


class Gathering:
    """A request that comes in.

    `request` is gunicorn's, once the head is there; `refusal` what is wrong with it. It is `whole`
    when it can be handed over: all of it is there, or it is refused, or its body is too long.
    `moved` counts the bytes of the body, the last of which came at `moved_at`.
    """

    def __init__(self, gauge: Gauge, network: Network, client: Any, number: int) -> None:
        self._gauge, self._network = gauge, network
        self._client, self._number = client, number
        self._head = b""
        self._source = Source(network.room)
        self._left: int | None = 0
        self._most, self._holds_large = gauge.most_body, False
        self._scan = ChunkScan()
        self.request: Any = None
        self.refusal: Exception | None = None
        self.whole = False
        self.moved, self.moved_at = 0, 0.0

    @property
    def begun(self) -> bool:
        """Whether anything came; the empty line that may precede a request is nothing."""
        return self.request is not None or self._head not in _EMPTY

    @property
    def spent(self) -> bool:
        """Whether all was read, and without a fault, so that what follows is the next request."""
        return self._source.spent and not self.request.body.failed

    def feed(self, data: bytes) -> bytes:
        """Take what belongs to this request; return what follows it, b"" until it is whole."""
        if self.request is None:
            data = self._feed_head(data)
        if self.request is not None and not self.whole:
            data = self._feed_body(data)
        return data

    def end(self) -> None:
        """Note that nothing more comes: what is there is no request."""
        self._refuse(Incomplete())

    def must_continue(self) -> bool:
        """Tell, once, whether the client waits for a word before it sends the body."""
        waits = self.request is not None and bool(self.request._expected_100_continue)
        if waits:
            # gunicorn would say it again when the request is handed over.
            self.request._expected_100_continue = False
        return waits and not self.whole

    def close(self) -> None:
        """Forget the bytes."""
        self._source.body.close()
        if self._holds_large:
            self._holds_large = False
            self._network.room.large.release()

    def _refuse(self, refusal: Exception) -> None:
        self.refusal, self.whole = refusal, True

    def _feed_head(self, data: bytes) -> bytes:
        before = len(self._head)
        self._head += data
        found = self._head.find(_END, max(before - 3, 0))
        if found < 0:
            if self._is_hopeless(before):
                self._parse(self._head)
            return b""
        end = found + len(_END)
        rest = self._head[end:]
        self._parse(self._head[:end])
        return b"" if self.request is None else rest

    def _is_hopeless(self, before: int) -> bool:
        """Tell whether gunicorn refuses this head whatever follows."""
        if len(self._head) > MOST_HEAD:
            self._refuse(LimitRequestHeaders("the head is too long"))
            return False
        new, ends = self._head[before:], self._head.count(b"\r\n", max(before - 1, 0))
        if new.count(b"\n") != ends:
            return True
        # Two bytes of the empty line before it, two of its own end.
        return len(self._head) > self._gauge.most_line + 4 and self._head.find(b"\r\n", 2) < 0

    def _parse(self, head: bytes) -> None:
        self._source.unread(head)
        try:
            self.request = Request(self._gauge.config, self._source, self._client, self._number)
        except (NoMoreData, StopIteration):
            self._source.take_buffered()
        except Exception as refusal:
            self._refuse(refusal)
        else:
            self._head = b""
            self._expect_body()

    def _expect_body(self) -> None:
        self._left = length_of(self.request)
        self._let_grow(self._left or 0)
        self.whole = self.whole or self._left == 0

    def _let_grow(self, size: int) -> None:
        """Let a body of `size` bytes be gathered, if this one may be so large; else leave it.

        Few of more than the usual size are gathered at a time: the others find room.
        """
        if size <= self._most:
            return
        most = self._most if self._holds_large else self._gauge.most_of(self.request)
        if size > most:
            self._leave_body()
        elif self._network.room.large.acquire(blocking=False):
            self._most, self._holds_large = most, True
        else:
            self._refuse(TooMany())

    def _feed_body(self, data: bytes) -> bytes:
        taken = self._scan.take(data) if self._left is None else min(self._left, len(data))
        self.moved, self.moved_at = self.moved + taken, self._gauge.clock()
        try:
            self._network.check()
            self._source.body.write(data[:taken])
        except TooMany as refusal:
            self._refuse(refusal)
        except OSError:
            self._refuse(NoRoomForBody())
        if self.refusal is not None:
            return b""
        if self._left is None:
            self._look_at_chunks()
        else:
            self._left -= taken
            self.whole = self._left == 0
        return data[taken:]

    def _look_at_chunks(self) -> None:
        scan = self._scan
        self._let_grow(scan.size)
        if scan.wire > _most_wire(self._most):
            self._leave_body()
        if scan.broken:
            self._source.broken = True
            # Nobody knows where the next request would begin.
            self.request.force_close()
        self.whole = self.whole or scan.ended or scan.broken

    def _leave_body(self) -> None:
        """Hand the request over without its body; the connection ends with the answer."""
        self._source.body.close()
        self.request.body = Body(TooLong())
        self.request.force_close()
        self.whole = True
