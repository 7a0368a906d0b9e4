"""The export of people: asked for, written part by part, there for a day."""

from services.contests.domain.export.columns import heads, row_of
from services.contests.domain.export.consents import consent_heads, consent_row
from services.contests.domain.export.export import ALIVE, Export, ExportState, What
from services.contests.domain.export.person import PersonRow

__all__ = [
    "ALIVE",
    "Export",
    "ExportState",
    "PersonRow",
    "What",
    "consent_heads",
    "consent_row",
    "heads",
    "row_of",
]
