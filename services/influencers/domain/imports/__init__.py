"""Partners from a file: read line by line, each taken or refused with its reason."""

from services.influencers.domain.imports.asked import Import, ImportState, Refusal
from services.influencers.domain.imports.table import MOST_LINES, Table, read_table
from services.influencers.domain.imports.taking import form_of_line

__all__ = [
    "MOST_LINES",
    "Import",
    "ImportState",
    "Refusal",
    "Table",
    "form_of_line",
    "read_table",
]
