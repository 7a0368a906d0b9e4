"""What outlives generations: the pointer, the sources told apart, the workspaces heard of."""

from collections.abc import Callable, Iterator

from services.insights.domain.bucket import MOST_SOURCES
from services.insights.domain.generation import Generations
from shared.documents import Collection, Database, Document, Duplicate, Stale

# Every document has a workspace; these are about all of them. No workspace can be called this.
EVERYWHERE = "*"
POINTER = "pointer"
MOST_REMEMBERED = 1000
PAGE = 500


class PointerRepository:
    """The pointer is one document; before the first rebuild there is none."""

    def __init__(self, database: Database) -> None:
        self.collection: Collection = database.collection("generations")

    def ensure(self) -> None:
        """Declare the indexes: `_id` is enough."""
        self.collection.ensure(())

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


class SourceRepository:
    """The sources that a contest tells apart: `names`, at most `most`, only ever added to.

    What was told once holds for ever, so that a repeat and a rebuild place a fact alike. Whoever
    came directly ("") is always told apart.
    """

    def __init__(self, database: Database, most: int = MOST_SOURCES) -> None:
        self.collection: Collection = database.collection("sources")
        self._most = most
        self._remembered: dict[tuple[str, str], set[str]] = {}

    def ensure(self) -> None:
        """Declare the indexes: `_id` is enough."""
        self.collection.ensure(())

    def told_apart(self, workspace: str, contest: str, source: str) -> str | None:
        """Return `source`, or None when the contest tells no more sources apart."""
        if not source:
            return source
        known = self._remembered.get((workspace, contest), set())
        if source not in known and len(known) < self._most:
            known = self._remember(workspace, contest, source)
        return source if source in known else None

    def _remember(self, workspace: str, contest: str, source: str) -> set[str]:
        has_room = {"_id": contest, f"names.{self._most - 1}": {"$exists": False}}
        added = {"$addToSet": {"names": source}}
        document = self.collection.change(workspace, has_room, added, upsert=True)
        document = document or self.collection.get(workspace, contest) or {"names": []}
        if len(self._remembered) >= MOST_REMEMBERED:
            self._remembered.clear()
        known = self._remembered[(workspace, contest)] = set(document["names"])
        return known


class WorkspaceRepository:
    """The workspaces that were heard of: whoever removes a generation must name each."""

    def __init__(self, database: Database) -> None:
        self.collection: Collection = database.collection("workspaces")
        self._noted: set[str] = set()

    def ensure(self) -> None:
        """Declare the indexes: `_id` is enough."""
        self.collection.ensure(())

    def note(self, workspace: str) -> None:
        """Remember a workspace."""
        if workspace not in self._noted:
            where = {"_id": workspace}
            self.collection.change(EVERYWHERE, where, {"$set": {"heard_of": True}}, upsert=True)
            self._noted.add(workspace)

    def every(self) -> Iterator[str]:
        """Yield all of them."""
        after = None
        while True:
            page = self.collection.find(EVERYWHERE, {}, after=after, limit=PAGE)
            yield from (document["_id"] for document in page.items)
            if (after := page.after) is None:
                return


def _generations(document: Document | None) -> Generations:
    if document is None:
        return Generations()
    names = ("served", "since", "building", "by", "until")
    return Generations(**{name: document[name] for name in names})


def _document(generations: Generations) -> Document:
    return {"_id": POINTER, "workspace_id": EVERYWHERE, **vars(generations)}
