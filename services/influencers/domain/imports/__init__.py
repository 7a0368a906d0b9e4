"""Partners or links from a file: read line by line, each taken or refused with its reason."""

from services.influencers.domain.imports.asked import Import, ImportState, Refusal
from services.influencers.domain.imports.linking import link_of_line
from services.influencers.domain.imports.table import (
    LINKS,
    MOST_LINES,
    PARTNERS,
    Columns,
    Table,
    read_table,
)
from services.influencers.domain.imports.taking import form_of_line

__all__ = [
    "LINKS",
    "MOST_LINES",
    "PARTNERS",
    "Columns",
    "Import",
    "ImportState",
    "Refusal",
    "Table",
    "form_of_line",
    "link_of_line",
    "read_table",
]
