"""Contests over the documents port."""

from collections.abc import Iterator

from services.insights.domain.contest import ContestFact
from services.insights.domain.generation import collection_of
from shared.documents import Collection, Database

PAGE = 500


class ContestRepository:
    """One document for each contest that was heard of."""

    def __init__(self, database: Database, generation: int = 1) -> None:
        self.collection: Collection = database.collection(collection_of("contests", generation))

    def ensure(self) -> None:
        """Declare the indexes: `_id` is enough."""
        self.collection.ensure(())

    def record(self, fact: ContestFact) -> bool:
        """Apply `fact` if it is newer than what is known."""
        applied = self.collection.change(
            fact.workspace_id,
            {"_id": fact.id, "seq": {"$lt": fact.sequence}},
            {"$set": {"seq": fact.sequence, "state": fact.state, "since": fact.at}},
            upsert=True,
        )
        return applied is not None

    def state(self, workspace: str, contest: str) -> str:
        """Return the state, or an empty text."""
        known = self.collection.get(workspace, contest)
        return str(known["state"]) if known else ""

    def every(self, workspace: str) -> Iterator[str]:
        """Yield the contests of a workspace."""
        after = None
        while True:
            page = self.collection.find(workspace, {}, after=after, limit=PAGE, fields=("state",))
            yield from (document["_id"] for document in page.items)
            if (after := page.after) is None:
                return
