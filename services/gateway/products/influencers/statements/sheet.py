"""What stands on a statement, in the language of the reader: nothing here knows HTML or PDF."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from services.gateway.kit.formats import amount_text, number_text
from services.gateway.kit.i18n import gettext

Told = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table; `numbers` are the places of columns of figures. Where `summed`, its last row is
    the sum. `about` is what `refs`, one for each row, are ids of: `commission`, `payout` or "".
    `more` says how many rows were left out, and where they stand.
    """

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[int]
    summed: bool = False
    about: str = ""
    refs: Sequence[str] = ()
    more: str = ""


@dataclass(frozen=True, kw_only=True)
class Section:
    """What one program says."""

    title: str
    facts: Sequence[tuple[str, str]]
    tables: Sequence[Table]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A statement. `name` names it and its files; `notes` are sentences under its title."""

    title: str
    name: str
    language: str
    notes: Sequence[str]
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section]


def money_text(money: Told) -> str:
    """Return « 12,50 € »."""
    return amount_text(money["amount"], money["currency"])


def sums(title: str, heads: Sequence[str], rows: Sequence[tuple[str, Told, bool]]) -> Table:
    """Return a table of labelled amounts, the last the sum; where False, zero is left out."""
    shown = [(label, money_text(m)) for label, m, always in rows if always or m["amount"]]
    return Table(title=title, heads=heads, rows=shown, numbers=(1,), summed=True)


def shortened(sheet: Sheet, most: int) -> Sheet:
    """Return it with at most so many rows in each table, each saying what was left out of it."""
    sections = [
        replace(section, tables=[_shortened(each, most) for each in section.tables])
        for section in sheet.sections
    ]
    return replace(sheet, sections=sections)


def _shortened(table: Table, most: int) -> Table:
    left = len(table.rows) - most
    if left <= 0:
        return table
    more = gettext("%(count)s more stand in the CSV file.", count=number_text(left))
    return replace(table, rows=table.rows[:most], refs=table.refs[:most], more=more)
