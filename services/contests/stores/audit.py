"""Notes of who was shown people, in the collection `audit`; each goes after thirteen months."""

from services.contests.domain.audit import PeopleRead
from shared.documents import Database, Declaration, Index

AUDIT = Declaration("audit", indexes=(Index("due", ("due_at",)),), publishes=True)


class AuditStore:
    """Notes of who was shown people."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(AUDIT)

    def add(self, note: PeopleRead) -> None:
        """Store a note with its event."""
        document = {
            "_id": note.id,
            "workspace_id": note.workspace_id,
            "version": 1,
            "contest_id": note.contest_id,
            "account_id": note.account_id,
            "purpose": note.purpose.value,
            "refs": list(note.refs),
            "at": note.at,
            "due_at": note.kept_until,
            "attempts": 0,
        }
        document |= {"searched": note.searched} if note.searched else {}
        document |= {"export_id": note.export} if note.export else {}
        self.collection.insert(document, [note.event])

    def remove(self, workspace: str, note_id: str) -> None:
        """Remove a note whose time is over."""
        self.collection.delete(workspace, {"_id": note_id})
