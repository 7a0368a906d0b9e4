"""Notes of who was shown people, in a service's collection `audit`: each goes after its time.

A note is stored, with its event, before anybody is shown.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from shared.documents import Database, Declaration, Document, Index
from shared.events import Event


class Noted(Protocol):
    """What every note is."""

    @property
    def id(self) -> str:
        """Its identifier, which its event bears too."""
        ...

    @property
    def workspace_id(self) -> str:
        """Whose people were shown."""
        ...

    @property
    def kept_until(self) -> datetime:
        """When it goes."""
        ...

    @property
    def event(self) -> Event:
        """The fact."""
        ...


Note = TypeVar("Note", bound=Noted)


def audit_declaration() -> Declaration:
    """Return what the collection says of itself."""
    return Declaration("audit", indexes=(Index("due", ("due_at",)),), publishes=True)


class AuditNotes(Generic[Note]):
    """The notes of a service; `said` returns what one says besides whose it is."""

    def __init__(
        self, database: Database, declaration: Declaration, said: Callable[[Note], Document]
    ) -> None:
        self.collection = database.open(declaration)
        self._said = said

    def add(self, note: Note) -> None:
        """Store a note with its event."""
        document = {
            "_id": note.id,
            "workspace_id": note.workspace_id,
            "version": 1,
            "due_at": note.kept_until,
            "attempts": 0,
        }
        self.collection.insert(document | self._said(note), [note.event])

    def remove(self, workspace: str, note_id: str) -> None:
        """Remove a note whose time is over."""
        self.collection.delete(workspace, {"_id": note_id})
