"""The sources that are told apart: kept beside the generations, and only ever added to."""

from services.insights.engine.domain.bucket import MOST_SOURCES
from services.insights.engine.domain.counted import Counted
from shared.documents import Database, Declaration

MOST_REMEMBERED = 1000


class SourceStore:
    """The sources that each thing tells apart: `names`, at most `most`, the first that came.

    What was told once holds for ever, so that a repeat and a rebuild place a fact alike. Whoever
    came directly ("") is always told apart.
    """

    def __init__(self, database: Database, counted: Counted, most: int = MOST_SOURCES) -> None:
        self.collection = database.open(Declaration(counted.collection("sources")))
        self._most = most
        self._remembered: dict[tuple[str, str], set[str]] = {}

    def told_apart(self, workspace: str, about: str, source: str) -> str | None:
        """Return `source`, or None when the thing tells no more sources apart."""
        if not source:
            return source
        known = self._remembered.get((workspace, about), set())
        if source not in known and len(known) < self._most:
            known = self._remember(workspace, about, source)
        return source if source in known else None

    def _remember(self, workspace: str, about: str, source: str) -> set[str]:
        has_room = {"_id": about, f"names.{self._most - 1}": {"$exists": False}}
        added = {"$addToSet": {"names": source}}
        document = self.collection.change(workspace, has_room, added, upsert=True)
        document = document or self.collection.get(workspace, about) or {"names": []}
        if len(self._remembered) >= MOST_REMEMBERED:
            self._remembered.clear()
        known = self._remembered[(workspace, about)] = set(document["names"])
        return known
