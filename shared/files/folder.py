"""Files in a folder: written beside their place, made durable, then moved there in one step."""

import contextlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from shared.documents import StoreUnavailable
from shared.files.blobs import PIECE, FileGone

_NAME = re.compile(r"[a-z0-9-]{1,100}")
HALF = ".half"


class FolderBlobs:
    """The bytes of files, each a file of this folder, which is made at the first write."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)

    def write(self, name: str, pieces: Iterable[bytes]) -> int:
        """Keep the joined pieces, whole or not at all; return how many bytes."""
        place = self._place(name)
        with self._half(name) as (file, half):
            size = sum(file.write(piece) for piece in pieces)
            with _translating():
                file.flush()
                os.fsync(file.fileno())
                half.replace(place)
                _sync(self._folder)
        return size

    def read(self, name: str) -> Iterator[bytes]:
        """Return the bytes in pieces; raise `FileGone` at once where there are none."""
        try:
            file = self._place(name).open("rb")
        except FileNotFoundError as error:
            raise FileGone from error
        return _pieces(file)

    def remove(self, name: str) -> None:
        """Remove the bytes, if there are any."""
        with _translating():
            self._place(name).unlink(missing_ok=True)

    def older(self, than: datetime) -> Iterator[str]:
        """Yield the names of what was written before an instant; half-written files go at once."""
        with contextlib.suppress(FileNotFoundError), _translating():
            for path in list(self._folder.iterdir()):
                with contextlib.suppress(FileNotFoundError):
                    if path.stat().st_mtime >= than.timestamp():
                        continue
                    if path.suffix == HALF:
                        path.unlink()
                    else:
                        yield path.name

    def close(self) -> None:
        """Let go of nothing."""

    def _place(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise ValueError(f"no name of a file: {name!r}")
        return self._folder / name

    @contextlib.contextmanager
    def _half(self, name: str) -> Iterator[tuple[BinaryIO, Path]]:
        """Open a file beside the place of `name`; what was not moved there is removed."""
        with _translating():
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, path = tempfile.mkstemp(dir=self._folder, prefix=f"{name}.", suffix=HALF)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file, Path(path)
        finally:
            Path(path).unlink(missing_ok=True)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece


def _sync(folder: Path) -> None:
    """Make the folder's own entry durable (POSIX: a rename is, once its folder is)."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _translating() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        raise StoreUnavailable(f"the folder of files: {error}") from error
