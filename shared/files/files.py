"""Keeping a file, reading it, and letting it die."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.clock import Clock
from shared.files.blobs import Blobs, FileGone
from shared.files.documents import FileDocuments, StoredFile
from shared.ids import IdSource

# Longer than any file takes to be written: what has no document by then gets none.
ORPHAN_AFTER = timedelta(hours=6)
LOOK_EVERY = timedelta(minutes=10)


@dataclass
class Files:
    """The files of a service; each has a name of its own, which begins with its workspace's."""

    documents: FileDocuments
    blobs: Blobs
    clock: Clock
    ids: IdSource
    _looked_at: datetime | None = None

    def new_id(self, workspace: str) -> str:
        """Return the id of a file to come, for whoever must know it before it is there."""
        return f"{workspace}-{self.ids.ulid()}"

    def keep(
        self, workspace: str, pieces: Iterable[bytes], dies_at: datetime, file_id: str = ""
    ) -> StoredFile:
        """Write a file, then its document; return it. Raises `StoreUnavailable`.

        `file_id` is one of `new_id` that nobody used; without it, it gets one.
        """
        name = file_id or self.new_id(workspace)
        file = StoredFile(name, workspace, self.blobs.write(name, pieces), dies_at)
        self.documents.add(file)
        return file

    def read(self, workspace: str, file_id: str) -> Iterator[bytes]:
        """Return a file in pieces. Raises `FileGone` at once, and once its time is over."""
        found = self.documents.find(workspace, file_id)
        if found is None or found.dies_at <= self.clock.now():
            raise FileGone
        return self.blobs.read(file_id)

    def remove(self, workspace: str, file_id: str) -> None:
        """Remove a file, then its document: an end between the two is made good by its time."""
        self.blobs.remove(file_id)
        self.documents.remove(workspace, file_id)

    def remove_orphans(self) -> None:
        """Remove files that no document knows; looked for each ten minutes, whenever asked."""
        now = self.clock.now()
        if self._looked_at is not None and now - self._looked_at < LOOK_EVERY:
            return
        self._looked_at = now
        for name in self.blobs.older(now - ORPHAN_AFTER):
            workspace = name.rpartition("-")[0]
            if self.documents.find(workspace, name) is None:
                self.blobs.remove(name)
