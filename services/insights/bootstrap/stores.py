"""What every process of insights stands on."""

from dataclasses import dataclass

from services.insights.adapters.repositories import (
    PointerRepository,
    SourceRepository,
    StoredReadModel,
    WorkspaceRepository,
)
from services.insights.adapters.serving import Serving
from services.insights.settings import InsightsSettings
from shared.clock import Clock, SystemClock
from shared.documents import Database
from shared.opening import open_store


@dataclass(frozen=True)
class Stores:
    """The database, what outlives generations, and the generation that is served."""

    settings: InsightsSettings
    clock: Clock
    database: Database
    pointer: PointerRepository
    sources: SourceRepository
    workspaces: WorkspaceRepository
    serving: Serving

    def model(self, number: int) -> StoredReadModel:
        """Return a generation, which is made where it is absent."""
        return StoredReadModel(self.database, number)


def open_stores(settings: InsightsSettings, clock: Clock | None = None) -> Stores:
    """Open the database and declare its indexes; raise `SettingError` where none answers."""
    clock = clock or SystemClock()
    database = open_store("insights", settings)
    pointer = PointerRepository(database)
    sources, workspaces = SourceRepository(database), WorkspaceRepository(database)
    for repository in (pointer, sources, workspaces):
        repository.ensure()
    serving = Serving(database, pointer, clock)
    return Stores(settings, clock, database, pointer, sources, workspaces, serving)
