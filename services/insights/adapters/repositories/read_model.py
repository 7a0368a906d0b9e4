"""One generation of the read model: facts, tallies and contests."""

from services.insights.adapters.repositories.contests import ContestRepository
from services.insights.adapters.repositories.facts import FactRepository
from services.insights.adapters.repositories.tallies import TallyRepository
from shared.documents import Database


class StoredReadModel:
    """Generation `number` in `database`; its indexes are ensured as it is opened."""

    def __init__(self, database: Database, number: int = 1) -> None:
        self.number = number
        self.facts = FactRepository(database, number)
        self.tallies = TallyRepository(database, number)
        self.contests = ContestRepository(database, number)
        for repository in (self.facts, self.tallies, self.contests):
            repository.ensure()

    def size(self, workspace: str) -> tuple[int, int]:
        """Return how many facts and contests it holds."""
        held = (self.facts, self.contests)
        facts, contests = (each.collection.count(workspace, {}) for each in held)
        return facts, contests

    def remove(self, workspace: str) -> int:
        """Remove what it holds, some hundreds of documents at a time; return how many."""
        held = (self.tallies, self.facts, self.contests)
        return sum(each.collection.delete(workspace, {}) for each in held)
