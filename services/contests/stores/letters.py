"""Letters to winners, in the collection `letters`: `_id` stands for the one press of a button."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from services.contests.domain.letter import Letter, LetterState
from shared.documents import Database, Declaration, Document, Duplicate, Gone, Index, Page
from shared.documents.members import known_members, members_of
from shared.documents.things import Step, Things
from shared.events import Event

LETTERS = Declaration(
    "letters",
    indexes=(
        Index("contest", ("workspace_id", "contest_id", "asked_at")),
        Index("due", ("due_at",)),
    ),
    publishes=True,
    personal={"subject": Gone.REMOVED, "text": Gone.REMOVED},
)


class LetterStore:
    """Letters that were asked for; once written, each winner has theirs."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(LETTERS)
        self._letters = Things(self.collection, letter_of, letter_document)

    def add(self, letter: Letter, events: Sequence[Event]) -> Letter:
        """Store a letter with its events; return the one that the same press had made before."""
        with suppress(Duplicate):
            self._letters.add(letter, events)
        return self._letters.get(letter.workspace_id, letter.id)

    def find(self, workspace: str, letter: str) -> Letter | None:
        """Return a letter, or None."""
        return self._letters.find(workspace, letter)

    def page(self, workspace: str, contest: str, *, after: str | None, limit: int) -> Page[Letter]:
        """Return the letters of a contest, the newest first."""
        order: dict[str, Any] = {"sort": ("asked_at",), "descending": True}
        return self._letters.page(
            workspace, {"contest_id": contest}, after=after, limit=limit, **order
        )

    def change(self, letter: Letter, step: Step[Letter]) -> Letter:
        """Change a letter as it now is by `step`; return it afterwards."""
        return self._letters.change(letter.workspace_id, letter.id, step)

    def remove(self, letter: Letter) -> None:
        """Forget that there was one."""
        self.collection.delete(letter.workspace_id, {"_id": letter.id})


def letter_document(letter: Letter) -> Document:
    """Return the document of a letter."""
    document = members_of(letter)
    document |= {
        "_id": document.pop("id"),
        "subject": dict(letter.subject),
        "text": dict(letter.text),
        "state": letter.state.value,
        "left_out": list(letter.left_out),
    }
    return document


def letter_of(document: Mapping[str, Any]) -> Letter:
    """Return the letter of a document."""
    known = known_members(Letter, document) | {
        "id": document["_id"],
        "state": LetterState(document["state"]),
        "left_out": tuple(document["left_out"]),
    }
    return Letter(**known)
