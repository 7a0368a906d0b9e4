"""Facts and tallies of one subject, in one generation, with the sources that it tells apart."""

from services.insights.engine.domain.counted import Counted
from services.insights.engine.stores.facts import FactStore
from services.insights.engine.stores.sources import SourceStore
from services.insights.engine.stores.tallies import TallyStore
from shared.documents import Database


class Counts:
    """What is counted of a subject, opened."""

    def __init__(self, database: Database, counted: Counted, generation: int = 1) -> None:
        self.facts = FactStore(database, counted, generation)
        self.tallies = TallyStore(database, counted, generation)
        self.sources = SourceStore(database, counted)

    def how_many(self, workspace: str) -> int:
        """Return how many facts there are."""
        return self.facts.collection.count(workspace, {})

    def remove(self, workspace: str) -> int:
        """Remove tallies and facts, some hundreds of documents at a time; return how many."""
        held = (self.tallies, self.facts)
        return sum(each.collection.delete(workspace, {}) for each in held)
