"""Draws, in the collection `draws`: `_id` is the contest's, so there is one for each, ever."""

from collections.abc import Mapping
from typing import Any

from services.contests.domain.draw import Draw
from shared.documents import Database, Declaration, Document, Duplicate
from shared.errors import NotFound

DRAWS = Declaration("draws", publishes=True)


class DrawStore:
    """One document for each draw, written once."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(DRAWS)

    def add(self, draw: Draw) -> bool:
        """Store the draw with its event; False when this contest was drawn already."""
        try:
            self.collection.insert(draw_document(draw), [draw.event])
        except Duplicate:
            return False
        return True

    def get(self, workspace: str, contest: str) -> Draw:
        """Return the draw of a contest. Raises `NotFound` before it is made."""
        found = self.find(workspace, contest)
        if found is None:
            raise NotFound
        return found

    def find(self, workspace: str, contest: str) -> Draw | None:
        """Return the draw of a contest, None before it is made."""
        document = self.collection.get(workspace, contest)
        return None if document is None else draw_of(document)


def draw_document(draw: Draw) -> Document:
    """Return the document of a draw."""
    return {
        "_id": draw.contest_id,
        "workspace_id": draw.workspace_id,
        "version": 1,
        "parts": dict(draw.parts),
        "digest": draw.digest,
        "drawn_at": draw.drawn_at,
    }


def draw_of(document: Mapping[str, Any]) -> Draw:
    """Return the draw of a document."""
    return Draw(
        workspace_id=document["workspace_id"],
        contest_id=document["_id"],
        parts=document["parts"],
        digest=document["digest"],
        drawn_at=document["drawn_at"],
    )
