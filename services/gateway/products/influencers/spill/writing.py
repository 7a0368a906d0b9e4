"""The files to which one web process appends its clicks, a line each."""

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import structlog

from services.gateway.products.influencers.spill.locks import taken
from services.gateway.products.influencers.spill.shares import SUFFIX, Shares

MADE = ".made"
FILE_BYTES = 4 * 1024 * 1024
# A gigabyte, some two and a half million clicks: for hours without a broker, never for ever.
MOST_FILES = 256
OLDEST_SECONDS = 3600.0
# How long it rests after a file could not be made.
REST_SECONDS = 1.0
log = structlog.get_logger(__name__)


class Spill:
    """Where one process writes. One call is one write of one line; threads take turns.

    A file is left for another when it has `file_bytes`, or is an hour old. Where the folder holds
    `most_files`, or the disk is full, nothing is kept until there is room. Where many wait, each
    workspace has its share (`shares.py`).
    """

    def __init__(
        self,
        folder: Path,
        name: Callable[[], str],
        *,
        file_bytes: int = FILE_BYTES,
        most_files: int = MOST_FILES,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder, self._name, self._clock = folder, name, clock
        self._file_bytes, self._most_files = file_bytes, most_files
        self._shares = Shares(folder, most_files, file_bytes)
        self._turn = threading.Lock()
        self._file: int | None = None
        self._size = 0
        self._begun = 0.0
        self._rests_until = 0.0

    def append(self, line: bytes, whose: str) -> bool:
        """Append a line of a workspace, its end included; False where it is not kept."""
        with self._turn:
            try:
                if self._file is None or self._size >= self._file_bytes:
                    self._begin()
                share = self._file is not None and self._shares.takes(whose, len(line))
                return share and self._write(line)
            except OSError as error:
                log.warning("click_not_kept", error=error.strerror or str(error))
                self._leave()
                return False

    def rest(self) -> None:
        """Leave a file that is old: what it holds may go once it is shipped."""
        with self._turn:
            self._shares.look_again()
            if self._file is not None and self._clock() - self._begun >= OLDEST_SECONDS:
                self._leave()

    def close(self) -> None:
        """Leave the file."""
        with self._turn:
            self._leave()

    def _write(self, line: bytes) -> bool:
        if self._file is None:
            return False
        written = os.write(self._file, line)
        self._size += written
        if written < len(line):
            # The shipper passes over a line without an end, in a file that was left.
            self._leave()
        return written == len(line)

    def _begin(self) -> None:
        self._leave()
        now = self._clock()
        if now < self._rests_until:
            return
        self._rests_until = now + REST_SECONDS
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._shares.waiting() >= self._most_files:
            raise OSError(0, "as many clicks as may wait do wait")
        made = self._folder / f"{self._name()}{MADE}"
        self._file = os.open(made, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL, 0o600)
        taken(self._file)
        made.rename(made.with_suffix(SUFFIX))
        self._size, self._begun, self._rests_until = 0, now, 0.0

    def _leave(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                os.close(self._file)
            self._file = None
