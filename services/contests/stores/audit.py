"""Notes of who was shown people, and of drafts that were deleted, in the collection `audit`.

Each goes after thirteen months.
"""

from services.contests.domain.audit import DraftDeleted, PeopleRead
from shared.audit import AuditNotes, audit_declaration
from shared.documents import Database, Document

AUDIT = audit_declaration()


class AuditStore(AuditNotes[PeopleRead | DraftDeleted]):
    """Notes of who did what, where no document of the thing itself can tell it."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, AUDIT, said)


def said(note: PeopleRead | DraftDeleted) -> Document:
    """Return what a note says."""
    document = {"contest_id": note.contest_id, "account_id": note.account_id, "at": note.at}
    if isinstance(note, DraftDeleted):
        return document | {"act": "delete"}
    document |= {"purpose": note.purpose.value, "refs": list(note.refs)}
    document |= {"searched": note.searched} if note.searched else {}
    return document | ({"export_id": note.export} if note.export else {})
