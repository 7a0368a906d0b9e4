"""Which contests partners bring people to, in the collection `bringings`: how far each is."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from services.influencers.domain.bringing import Bringing, BringingState
from shared.documents import Database, Declaration, Document, Duplicate, Index
from shared.documents.members import known_members, members_of
from shared.documents.things import Step, Things

BRINGINGS = Declaration(
    "bringings",
    indexes=(
        Index("contest", ("workspace_id", "contest_id", "asked_at")),
        Index("due", ("due_at",)),
    ),
)
MOST = 50


class BringingStore:
    """Where they are kept: one for each contest and program."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(BRINGINGS)
        self._bringings = Things(self.collection, bringing_of, bringing_document)

    def add(self, asked: Bringing) -> Bringing:
        """Store one; return the one that stands where there is one already."""
        with suppress(Duplicate):
            self._bringings.add(asked)
        return self._bringings.get(asked.workspace_id, asked.id)

    def of_contest(self, workspace: str, contest: str) -> list[Bringing]:
        """Return those of a contest, the last asked first, at most `MOST` of them."""
        order: dict[str, Any] = {"sort": ("asked_at",), "descending": True, "limit": MOST}
        return self._bringings.page(workspace, {"contest_id": contest}, **order).items

    def change(self, asked: Bringing, step: Step[Bringing]) -> Bringing:
        """Change one as it now is by `step`; return it afterwards."""
        return self._bringings.change(asked.workspace_id, asked.id, step)


def bringing_document(asked: Bringing) -> Document:
    """Return the document of one."""
    document = members_of(asked)
    return document | {"_id": document.pop("id"), "state": asked.state.value}


def bringing_of(document: Mapping[str, Any]) -> Bringing:
    """Return the one of a document."""
    own = {"id": document["_id"], "state": BringingState(document["state"])}
    return Bringing(**known_members(Bringing, document) | own)
