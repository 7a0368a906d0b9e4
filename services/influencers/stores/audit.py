"""Notes of who was shown partners, in the collection `audit`; each goes after thirteen months."""

from services.influencers.domain.audit import PeopleRead
from shared.audit import AuditNotes, audit_declaration
from shared.documents import Database, Document

AUDIT = audit_declaration()


class AuditStore(AuditNotes[PeopleRead]):
    """Notes of who was shown partners."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, AUDIT, said)


def said(note: PeopleRead) -> Document:
    """Return what a note says."""
    return {
        "account_id": note.account_id,
        "purpose": note.purpose.value,
        "refs": list(note.refs),
        "at": note.at,
        "program_id": note.program_id,
        "searched": note.searched,
    }
