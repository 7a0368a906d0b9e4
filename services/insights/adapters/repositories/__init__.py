"""Repositories over the documents port."""

from services.insights.adapters.repositories.kept import (
    PointerRepository,
    SourceRepository,
    WorkspaceRepository,
)
from services.insights.adapters.repositories.read_model import StoredReadModel

__all__ = ["PointerRepository", "SourceRepository", "StoredReadModel", "WorkspaceRepository"]
