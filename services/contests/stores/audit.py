"""Notes of who was shown people, and of drafts that were deleted, in the collection `audit`.

Each goes after thirteen months.
"""

from services.contests.domain.audit import DraftDeleted, PeopleRead
from shared.documents import Database, Declaration, Document, Index

AUDIT = Declaration("audit", indexes=(Index("due", ("due_at",)),), publishes=True)


class AuditStore:
    """Notes of who did what, where no document of the thing itself can tell it."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(AUDIT)

    def add(self, note: PeopleRead) -> None:
        """Store a note with its event."""
        document = _document(note) | {"purpose": note.purpose.value, "refs": list(note.refs)}
        document |= {"searched": note.searched} if note.searched else {}
        document |= {"export_id": note.export} if note.export else {}
        self.collection.insert(document, [note.event])

    def add_deletion(self, note: DraftDeleted) -> None:
        """Store a note with its event."""
        self.collection.insert(_document(note) | {"act": "delete"}, [note.event])

    def remove(self, workspace: str, note_id: str) -> None:
        """Remove a note whose time is over."""
        self.collection.delete(workspace, {"_id": note_id})


def _document(note: PeopleRead | DraftDeleted) -> Document:
    return {
        "_id": note.id,
        "workspace_id": note.workspace_id,
        "version": 1,
        "contest_id": note.contest_id,
        "account_id": note.account_id,
        "at": note.at,
        "due_at": note.kept_until,
        "attempts": 0,
    }
