"""The salt of a day, shared by the processes of one machine, and destroyed with the day.

It stands in a file that no backup may hold. Without it nobody can make a mark again, so that from
then on a mark leads to no address.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

PREFIX = "salt-"
BYTES = 32


class Salts:
    """The salts in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known = ("", b"")

    def of(self, day: str) -> bytes:
        """Return the salt of a day (`2026-03-29`), the same for every process of the machine.

        Raise `OSError` where it can be neither read nor made.
        """
        known, salt = self._known
        if known != day:
            salt = self._made(day)
            self._known = (day, salt)
        return salt

    def destroy_before(self, day: str) -> None:
        """Destroy the salts of the days before."""
        for path in self._folder.glob(f"{PREFIX}*"):
            if path.name < f"{PREFIX}{day}":
                path.unlink(missing_ok=True)

    def _made(self, day: str) -> bytes:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._folder / f"{PREFIX}{day}"
        self.destroy_before(day)
        if not path.exists():
            self._make(path)
        return path.read_bytes()

    def _make(self, path: Path) -> None:
        """Make it whole or not at all; the first of those that do so at once is everybody's."""
        # It goes with its day even where its process dies before it can remove it.
        mine = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        try:
            mine.touch(mode=0o600)
            mine.write_bytes(secrets.token_bytes(BYTES))
            with suppress(FileExistsError):
                os.link(mine, path)
        finally:
            mine.unlink(missing_ok=True)
