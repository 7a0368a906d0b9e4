"""Draws, in the collection `draws`: `_id` is the contest's, so there is one for each, ever."""

from shared.documents import Database, Declaration, Document, Duplicate
from shared.events import Event

DRAWS = Declaration("draws", publishes=True)


class DrawStore:
    """One document for each draw, written once."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(DRAWS)

    def add(self, draw: Document, event: Event) -> bool:
        """Store the draw with its event; False when this contest was drawn already."""
        try:
            self.collection.insert(draw, [event])
        except Duplicate:
            return False
        return True

    def get(self, workspace: str, contest: str) -> Document | None:
        """Return the draw of a contest."""
        return self.collection.get(workspace, contest)
