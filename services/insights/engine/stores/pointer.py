"""The pointer over the documents port: which generation is served, which is being made."""

from collections.abc import Callable
from contextlib import suppress

from services.insights.engine.domain.generation import Generations
from services.insights.engine.stores.workspaces import EVERYWHERE
from shared.documents import Database, Declaration, Document, Duplicate
from shared.documents.members import known_members
from shared.documents.things import Things

GENERATIONS = Declaration("generations")
POINTER = "pointer"


class PointerStore:
    """The pointer is one document; before the first rebuild there is none."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(GENERATIONS)
        self._things = Things(self.collection, _generations, _document)

    def read(self) -> Generations:
        """Return what it says."""
        return self._things.find(EVERYWHERE, POINTER) or Generations()

    def change(self, decide: Callable[[Generations], Generations]) -> Generations:
        """Store what `decide` makes of it; it is asked again where somebody was faster."""
        with suppress(Duplicate):
            self._things.add(Generations())
        return self._things.change(EVERYWHERE, POINTER, lambda known: (decide(known), ()))


def _generations(document: Document) -> Generations:
    return Generations(**known_members(Generations, document))


def _document(generations: Generations) -> Document:
    return {"_id": POINTER, "workspace_id": EVERYWHERE, **vars(generations)}
