"""The export of people or winners: asked for, written part by part, there for a day."""

from services.contests.domain.export.columns import heads, row_of
from services.contests.domain.export.consents import consent_heads, consent_row
from services.contests.domain.export.export import ALIVE, LIVE, Export, ExportState, Gone, What
from services.contests.domain.export.person import PersonRow
from services.contests.domain.export.winners import WinnerRow, winner_heads, winner_row

__all__ = [
    "ALIVE",
    "LIVE",
    "Export",
    "ExportState",
    "Gone",
    "PersonRow",
    "What",
    "WinnerRow",
    "consent_heads",
    "consent_row",
    "heads",
    "row_of",
    "winner_heads",
    "winner_row",
]
