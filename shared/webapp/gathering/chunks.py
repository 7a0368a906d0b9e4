"""Where a chunked body ends, whatever pieces it comes in (RFC 9112, 7.1)."""

import re

_SIZE = re.compile(rb"([0-9A-Fa-f]{1,15})(?:[ \t]*;[^\n]*)?\r\n")
_LONGEST_LINE = 8192


class ChunkScan:
    """Tells when the whole of a chunked body is there.

    It decides nothing: gunicorn's reader parses the same bytes again, and is believed. What looks
    `broken` here is handed to it as it is. `size` counts the bytes that the chunks hold, `wire` all
    that were sent.
    """

    def __init__(self) -> None:
        self.ended = self.broken = False
        self.size = self.wire = 0
        self._skip = 0
        self._line = b""
        self._in_chunk = self._in_trailers = False

    def take(self, data: bytes) -> int:
        """Return how many of the bytes belong to this body."""
        at = 0
        while at < len(data) and not (self.ended or self.broken):
            if self._skip:
                step = min(self._skip, len(data) - at)
                self._skip -= step
                at += step
            else:
                at = self._read_line(data, at)
        self.wire += at
        return at

    def _read_line(self, data: bytes, at: int) -> int:
        end = data.find(b"\n", at) + 1
        line = self._line + data[at : end or len(data)]
        if len(line) > _LONGEST_LINE or (self._in_chunk and line not in (b"\r", b"\r\n")):
            self.broken = True
        if not end:
            self._line = line
            return len(data)
        self._line = b""
        self._follow(line)
        return end

    def _follow(self, line: bytes) -> None:
        if not line.endswith(b"\r\n"):
            self.broken = True
        elif self._in_chunk:
            self._in_chunk = False
        elif self._in_trailers:
            self.ended = line == b"\r\n"
        elif found := _SIZE.fullmatch(line):
            self._begin(int(found[1], 16))
        else:
            self.broken = True

    def _begin(self, size: int) -> None:
        self.size += size
        self._skip = size
        self._in_chunk, self._in_trailers = size > 0, size == 0
