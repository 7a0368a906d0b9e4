"""The collection `files`: what is kept, for whom, until when."""

from dataclasses import dataclass
from datetime import datetime

from shared.documents import Database, Declaration, Document, Index


def files_declaration() -> Declaration:
    """Return what the collection says of itself."""
    return Declaration("files", indexes=(Index("due", ("due_at",)),))


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that is there, until `dies_at`, whoever still names it."""

    id: str
    workspace_id: str
    size: int
    dies_at: datetime


class FileDocuments:
    """The documents of files, each written after its file."""

    def __init__(self, database: Database, declaration: Declaration) -> None:
        self.collection = database.open(declaration)

    def add(self, file: StoredFile) -> None:
        """Note a file that was written."""
        self.collection.insert(
            {
                "_id": file.id,
                "workspace_id": file.workspace_id,
                "size": file.size,
                "dies_at": file.dies_at,
                "due_at": file.dies_at,
                "attempts": 0,
            }
        )

    def find(self, workspace: str, file_id: str) -> StoredFile | None:
        """Return a file's note, or None."""
        document = self.collection.get(workspace, file_id)
        return file_of(document) if document else None

    def remove(self, workspace: str, file_id: str) -> None:
        """Remove a file's note."""
        self.collection.delete(workspace, {"_id": file_id})


def file_of(document: Document) -> StoredFile:
    """Return the file of a document."""
    return StoredFile(
        document["_id"], document["workspace_id"], document["size"], document["dies_at"]
    )
