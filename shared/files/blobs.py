"""Where the bytes of files are: a folder, or GridFS where MongoDB is given; one suite for both."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from shared.errors import AppError, Kind

PIECE = 256 * 1024


class FileGone(AppError):
    """This file is not kept any more."""

    slug = "file_gone"
    kind = Kind.GONE


class Blobs(Protocol):
    """Bytes by a name of `[a-z0-9-]`, which nobody uses twice."""

    def write(self, name: str, pieces: Iterable[bytes]) -> int:
        """Keep the joined pieces, whole or not at all; return how many bytes.

        Raises `StoreUnavailable`, and what `pieces` raises.
        """
        ...

    def read(self, name: str) -> Iterator[bytes]:
        """Return the bytes in pieces; raise `FileGone` at once where there are none."""
        ...

    def remove(self, name: str) -> None:
        """Remove the bytes, if there are any."""
        ...

    def older(self, than: datetime) -> Iterator[str]:
        """Yield the names of what was written before an instant, what was left half-written too."""
        ...

    def close(self) -> None:
        """Let go of connections."""
        ...


def open_blobs(service: str, *, mongo_url: str = "", data_dir: str = "", prefix: str = "") -> Blobs:
    """Return the files of `service`: GridFS of its database, else a folder under `data_dir`.

    The driver is imported here, by the adapter that is chosen. Nothing is asked or made before the
    first use.
    """
    if mongo_url:
        from shared.files.gridfs import GridFsBlobs

        return GridFsBlobs(mongo_url, f"{prefix}_{service}")
    from shared.files.folder import FolderBlobs

    return FolderBlobs(f"{data_dir}/files/{service}")
