"""The collection `mailings`."""

from collections.abc import Callable, Sequence

from shared.documents import Database, Declaration, Document, Duplicate, Index
from shared.documents.things import Things
from shared.events import Event
from shared.post.mailing import Mailing
from shared.post.naming import Naming

MAILINGS = Declaration("mailings", (Index("due", ("due_at",)),))
_PLAIN = ("workspace_id", "purpose", "context", "version", "after", "written", "attempts")


class Mailings:
    """Mailings to everyone concerned, each stored once under its event's identifier."""

    def __init__(self, database: Database, naming: Naming) -> None:
        self.collection = database.open(MAILINGS)
        self._naming = naming
        self._things = Things(self.collection, self.thing_of, self._document_of)

    def add(self, mailing: Mailing) -> bool:
        """Store a mailing; False where it was stored before."""
        try:
            self._things.add(mailing)
        except Duplicate:
            return False
        return True

    def advance(self, mailing: Mailing, move: Callable[[Mailing], Mailing]) -> Mailing:
        """Store the place reached, if this claim of the mailing still stands."""

        def step(found: Mailing) -> tuple[Mailing, Sequence[Event]]:
            return (move(found) if found.attempts == mailing.attempts else found), ()

        return self._things.change(mailing.workspace_id, mailing.id, step)

    def thing_of(self, document: Document) -> Mailing:
        """Return the mailing of a document."""
        return Mailing(
            id=document["_id"],
            subject_id=document[self._naming.subject],
            due_at=document.get("due_at"),
            **{name: document[name] for name in _PLAIN},
        )

    def _document_of(self, mailing: Mailing) -> Document:
        due = {"due_at": mailing.due_at} if mailing.due_at else {}
        return {
            **{name: getattr(mailing, name) for name in _PLAIN},
            **due,
            "_id": mailing.id,
            "context": dict(mailing.context),
            self._naming.subject: mailing.subject_id,
        }
