"""Imports, in the collection `imports`: how far each is, and why lines were refused."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from services.influencers.domain.imports import Import, ImportState, Refusal
from shared.documents import Database, Declaration, Document, Duplicate, Index, Page
from shared.documents.members import known_members, members_of
from shared.documents.things import Step, Things

IMPORTS = Declaration(
    "imports",
    indexes=(Index("asked", ("workspace_id", "asked_at")), Index("due", ("due_at",))),
)


class ImportStore:
    """Where imports are kept; the file itself is elsewhere, and goes."""

    declaration = IMPORTS

    def __init__(self, database: Database) -> None:
        self.collection = database.open(self.declaration)
        self._imports = Things(self.collection, import_of, import_document)

    def add(self, asked: Import) -> Import:
        """Store an import; return the one that the same press had made before."""
        with suppress(Duplicate):
            self._imports.add(asked)
        return self._imports.get(asked.workspace_id, asked.id)

    def get(self, workspace: str, import_id: str) -> Import:
        """Return an import. Raises `NotFound`."""
        return self._imports.get(workspace, import_id)

    def find(self, workspace: str, import_id: str) -> Import | None:
        """Return an import, or None."""
        return self._imports.find(workspace, import_id)

    def page(self, workspace: str, *, after: str | None = None, limit: int = 50) -> Page[Import]:
        """Return imports, the newest first."""
        order: dict[str, Any] = {"sort": ("asked_at",), "descending": True}
        return self._imports.page(workspace, {}, after=after, limit=limit, **order)

    def change(self, asked: Import, step: Step[Import]) -> Import:
        """Change an import as it now is by `step`; return it afterwards."""
        return self._imports.change(asked.workspace_id, asked.id, step)


def import_document(asked: Import) -> Document:
    """Return the document of an import."""
    document = members_of(asked)
    refused = [members_of(each) for each in asked.refused]
    return document | {
        "_id": document.pop("id"),
        "state": asked.state.value,
        "refused": refused,
    }


def import_of(document: Mapping[str, Any]) -> Import:
    """Return the import of a document."""
    own = {
        "id": document["_id"],
        "state": ImportState(document["state"]),
        "refused": tuple(Refusal(**known_members(Refusal, each)) for each in document["refused"]),
    }
    return Import(**known_members(Import, document) | own)
