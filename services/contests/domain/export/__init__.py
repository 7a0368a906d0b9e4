"""The export of people: asked for, written part by part, there for a day."""

from services.contests.domain.export.columns import heads, row_of
from services.contests.domain.export.export import ALIVE, Export, ExportState
from services.contests.domain.export.person import PersonRow

__all__ = ["ALIVE", "Export", "ExportState", "PersonRow", "heads", "row_of"]
