"""Exports, in the collection `exports`: `_id` stands for the one press of a button."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from services.contests.domain.export import LIVE, Export, ExportState, What
from shared.documents import Database, Declaration, Document, Duplicate, Index, Page
from shared.documents.members import known_members, members_of
from shared.documents.things import Step, Things
from shared.errors import NotFound

EXPORTS = Declaration(
    "exports",
    indexes=(
        Index("contest", ("workspace_id", "contest_id", "asked_at")),
        Index("due", ("due_at",)),
        Index("live", ("workspace_id", "state", "contest_id")),
    ),
)


class ExportStore:
    """Where exports are kept; their files are elsewhere."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(EXPORTS)
        self._exports = Things(self.collection, export_of, export_document)

    def add(self, export: Export) -> Export:
        """Store an export; return the one that the same press had made before."""
        with suppress(Duplicate):
            self._exports.add(export)
        return self._exports.get(export.workspace_id, export.id)

    def get(self, workspace: str, contest: str, export: str) -> Export:
        """Return an export. Raises `NotFound`."""
        found = self._exports.get(workspace, export)
        if found.contest_id != contest:
            raise NotFound
        return found

    def page(self, workspace: str, contest: str, *, after: str | None, limit: int) -> Page[Export]:
        """Return the exports of a contest, the newest first."""
        order: dict[str, Any] = {"sort": ("asked_at",), "descending": True}
        return self._exports.page(
            workspace, {"contest_id": contest}, after=after, limit=limit, **order
        )

    def live(self, workspace: str, contest: str = "") -> list[Export]:
        """Return what is being written or can be fetched, of one contest if given."""
        where: dict[str, Any] = {"state": {"$in": [state.value for state in LIVE]}}
        where |= {"contest_id": contest} if contest else {}
        found: list[Export] = []
        after: str | None = None
        while True:
            page = self._exports.page(workspace, where, sort=("contest_id",), after=after)
            found += page.items
            after = page.after
            if after is None:
                return found

    def change(self, export: Export, step: Step[Export]) -> Export:
        """Change an export as it now is by `step`; return it afterwards."""
        return self._exports.change(export.workspace_id, export.id, step)

    def remove(self, export: Export) -> None:
        """Forget that there was one."""
        self.collection.delete(export.workspace_id, {"_id": export.id})


def export_document(export: Export) -> Document:
    """Return the document of an export."""
    document = members_of(export)
    document |= {
        "_id": document.pop("id"),
        "state": export.state.value,
        "what": export.what.value,
        "parts": list(export.parts),
        "begun": list(export.begun),
        "stale": list(export.stale),
        "again_without": list(export.again_without),
    }
    return document


def export_of(document: Mapping[str, Any]) -> Export:
    """Return the export of a document."""
    known = known_members(Export, document) | {
        "id": document["_id"],
        "state": ExportState(document["state"]),
        "what": What(document.get("what", What.PEOPLE)),
        "parts": tuple(document["parts"]),
        **{name: tuple(document.get(name, ())) for name in ("begun", "stale", "again_without")},
    }
    return Export(**known)
