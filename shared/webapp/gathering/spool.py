"""Bytes that wait for a client or for the application: in memory, then in a file without a name."""

import os
import tempfile
from collections import deque
from threading import BoundedSemaphore, Lock
from typing import IO

IN_MEMORY = 64 * 1024


class Full(OSError):
    """All the room that a process has for its files is taken."""


class Room:
    """How many bytes the spools of a process may hold in files together.

    Where it is full, so many threads may wait for their clients as `waiting` lets in; so many
    bodies of more than the usual size may be there at a time as `large` lets in.
    """

    def __init__(self, size: int, threads: int) -> None:
        self._size = size
        self.waiting = BoundedSemaphore(threads)
        self.large = BoundedSemaphore(threads)
        self._lock = Lock()
        self._taken = 0

    @property
    def short(self) -> bool:
        """Whether four fifths are taken."""
        return self._taken > self._size * 4 // 5

    def part(self, size: int) -> "Part":
        """Return a part of this room for one network."""
        return Part(self, min(size, self._size))

    def move(self, part: "Part", count: int) -> None:
        """Let `part` take `count` bytes more, or give them back; raise `Full`."""
        with self._lock:
            if count > 0 and self._taken + count > self._size:
                raise Full(f"{self._size} bytes are taken")
            self._taken += count
            part.taken += count


class Part:
    """What one network takes of a room: more than its `size` only for what was begun before."""

    def __init__(self, room: Room, size: int) -> None:
        self._room, self._size = room, size
        self.waiting, self.large = room.waiting, room.large
        self.taken = 0

    @property
    def used_up(self) -> bool:
        """Whether the network holds more than its part."""
        return self.taken > self._size

    def take(self, count: int) -> None:
        """Take room for `count` bytes; raise `Full` where the whole room has none."""
        self._room.move(self, count)

    def give_back(self, count: int) -> None:
        """Give room back."""
        self._room.move(self, -count)


class Spool:
    """A queue of bytes. Its length is how many are left in it."""

    def __init__(self, room: Part, in_memory: int = IN_MEMORY) -> None:
        self._room = room
        self._in_memory = in_memory
        self._pieces: deque[bytes] = deque()
        self._held = 0
        self._file: IO[bytes] | None = None
        self._read = self._written = 0

    def __len__(self) -> int:
        return self._held + self._written - self._read

    def write(self, data: bytes) -> None:
        """Add `data` at the end.

        Raise `OSError` where there is no room for it, or no disk: then nothing of it was added.
        """
        if not data:
            return
        if self._file is None and self._held + len(data) <= self._in_memory:
            self._pieces.append(data)
            self._held += len(data)
        else:
            self._write_to_file(data)

    def peek(self, size: int) -> bytes:
        """Return up to `size` bytes from the front, and leave them there."""
        if self._pieces:
            return self._pieces[0][:size]
        if self._file is None:
            return b""
        return os.pread(self._file.fileno(), size, self._read)

    def skip(self, count: int) -> None:
        """Take `count` bytes from the front, no more than `peek` showed."""
        if not self._pieces:
            self._read += count
            if self._read == self._written:
                self._end_file()
            return
        first = self._pieces.popleft()
        self._held -= count
        if count < len(first):
            self._pieces.appendleft(first[count:])

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes from the front and take them out; b"" where none is left."""
        data = self.peek(size)
        if data:
            self.skip(len(data))
        return data

    def close(self) -> None:
        """Forget what is left."""
        self._pieces.clear()
        self._held = 0
        self._end_file()

    def _write_to_file(self, data: bytes) -> None:
        self._room.take(len(data))
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - it outlives the call
            left, at = memoryview(data), self._written
            while left:
                done = os.pwrite(self._file.fileno(), left, at)
                left, at = left[done:], at + done
        except OSError:
            self._room.give_back(len(data))
            raise
        self._written += len(data)

    def _end_file(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
            self._room.give_back(self._written)
        self._read = self._written = 0
