"""A statement as PDF that a screen reader reads (PDF/UA-1): language, title, headings, tables.

Set by Typst, which carries its face (Libertinus, under the OFL); nothing of this machine is used.
The same sheet gives the same bytes.
"""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import typst

from services.gateway.products.influencers.statements.sheet import Sheet, shortened

DRAWING = Path(__file__).with_name("sheet.typ").read_bytes()
# Set in a second or two; whoever has more reads the table.
MOST_ROWS = 1000
_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)


def pdf_of(sheet: Sheet) -> bytes:
    """Return a sheet as PDF, of `MOST_ROWS` of each table."""
    drawn = json.dumps(asdict(shortened(sheet, MOST_ROWS)), ensure_ascii=False)
    return typst.compile(
        DRAWING,
        ignore_system_fonts=True,
        sys_inputs={"sheet": drawn},
        pdf_standards="ua-1",
        timestamp=_NO_DATE,
    )
