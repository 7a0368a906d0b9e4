"""Tables as CSV in UTF-8: for Excel as it is opened in France, or for every other tool.

Cells that a spreadsheet would run as a formula are made text by an apostrophe, whichever tool asks.
For Excel, what it would turn into another number or a date is written as a formula that gives the
very text (`="06000"`).
"""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from io import StringIO

Cell = str | int | Decimal | datetime
_LOCAL = "%Y-%m-%d %H:%M:%S"
_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_BLANKS = " \u00a0\u202f"
_STARTS, _SIGNS, _PARTED = "=@\uff1d\uff20", "+\uff0b\uff0d-", ",;\t"
# What a cell begins with decides: none of these, and it is harmless as it is.
_LOOKED_AT = frozenset(f"{_STARTS}{_SIGNS}\t{_LINE_ENDS}0123456789")
_SIGNED_NUMBER = re.compile(rf"[{_SIGNS}][0-9{_BLANKS}]*")
# Whoever opens a table by the other separator cuts a text there: what follows begins a cell.
# A text of several lines is safe by its own separator alone.
_CUT = re.compile(
    rf"""([{_PARTED}]"*)(?=[{_STARTS}]|[{_SIGNS}](?![0-9{_BLANKS}]*(?:[{_PARTED}]|\Z)))"""
)
# What Excel takes for a number, a date, a time or an amount, and writes another way.
_TAKEN_AMISS = re.compile(rf"[+-]?[0-9][0-9{_BLANKS}.,:/%€eE+-]*")


class Tool(StrEnum):
    """What will open the table."""

    EXCEL = "excel"
    OTHER = "other"


def beginning(tool: Tool) -> bytes:
    """Return what the file begins with: for Excel a mark that says UTF-8."""
    return b"\xef\xbb\xbf" if tool is Tool.EXCEL else b""


def lines(rows: Iterable[Sequence[Cell]], tool: Tool) -> bytes:
    """Return rows of cells as lines of the table, ended as RFC 4180 says.

    Numbers stay numbers, with the decimal comma for Excel; every text is made harmless. Excel is
    given an instant as the local time that it is in its zone, other tools with the offset of that
    zone.
    """
    written = StringIO()
    writer = csv.writer(
        written, delimiter=";" if tool is Tool.EXCEL else ",", lineterminator="\r\n"
    )
    writer.writerows([[_cell(cell, tool) for cell in row] for row in rows])
    return written.getvalue().encode()


def _cell(cell: Cell, tool: Tool) -> str | int:
    if isinstance(cell, datetime):
        return f"{cell:{_LOCAL}}" if tool is Tool.EXCEL else cell.isoformat(timespec="seconds")
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", "," if tool is Tool.EXCEL else ".")
    if isinstance(cell, int):
        return cell
    return _text(_CUT.sub(r"\1'", cell), tool)


def _text(cell: str, tool: Tool) -> str:
    if cell[:1] not in _LOOKED_AT or not cell:
        return cell
    if runs(cell):
        return f"'{cell}"
    if tool is Tool.EXCEL and _TAKEN_AMISS.fullmatch(cell):
        return f'="{cell}"'
    return cell


def runs(cell: str) -> bool:
    """Return whether a spreadsheet might run a text as a formula.

    It does where it begins with `=`, `@`, a tab or a line end, or with a sign that is followed by
    anything but digits and blanks, in their wide forms too; a telephone number and a lone `-` are
    harmless.
    """
    if cell[:1] and cell[0] in _SIGNS:
        return _SIGNED_NUMBER.fullmatch(cell) is None
    return cell[:1] in (*_STARTS, "\t", *_LINE_ENDS)
