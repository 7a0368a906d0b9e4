"""The pointer over the documents port: which generation is served, which is being made."""

from collections.abc import Callable

from services.insights.engine.domain.generation import Generations
from services.insights.engine.stores.workspaces import EVERYWHERE
from shared.documents import Database, Declaration, Document, Duplicate, Stale

GENERATIONS = Declaration("generations")
POINTER = "pointer"


class PointerStore:
    """The pointer is one document; before the first rebuild there is none."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(GENERATIONS)

    def read(self) -> Generations:
        """Return what it says."""
        return _generations(self.collection.get(EVERYWHERE, POINTER))

    def change(self, decide: Callable[[Generations], Generations]) -> Generations:
        """Store what `decide` makes of it, guarded by its version; ask again where that moved."""
        while True:
            known = self.collection.get(EVERYWHERE, POINTER)
            decided = decide(_generations(known))
            try:
                if known is None:
                    self.collection.insert(_document(decided))
                else:
                    self.collection.replace(_document(decided) | {"version": known["version"]})
            except (Duplicate, Stale):
                continue
            return decided


def _generations(document: Document | None) -> Generations:
    if document is None:
        return Generations()
    names = ("served", "since", "building", "by", "until")
    return Generations(**{name: document[name] for name in names})


def _document(generations: Generations) -> Document:
    return {"_id": POINTER, "workspace_id": EVERYWHERE, **vars(generations)}
