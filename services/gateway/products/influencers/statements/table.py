"""A statement as CSV: each commission a line, amounts as numbers in the currency's own unit."""

from collections.abc import Callable, Iterable, Sequence
from zoneinfo import ZoneInfo

from services.gateway.kit.formats import instant
from services.gateway.kit.i18n import gettext
from services.gateway.kit.sentences import N_
from services.gateway.products.influencers.statements.month import state_words
from services.gateway.products.influencers.statements.sheet import Told
from services.gateway.products.influencers.words.sales import cause_text
from shared.tables import Cell, Tool, beginning, lines
from shared.words import major_units

MONTH = ("opening", "earned", "taken_back", "corrected", "paid", "came_back", "closing")
PAYOUT = ("earned", "taken_back", "corrected", "paid_before", "amount")
# What each column is called where a program reads it, which never changes, and where people do.
HEADS = {
    "program": N_("Program"),
    "commission": N_("Commission"),
    "cause": N_("What"),
    "since": N_("Since"),
    "currency": N_("Currency"),
    "opening": N_("Owed before"),
    "earned": N_("Earned"),
    "taken_back": N_("Taken back"),
    "corrected": N_("Corrected"),
    "paid": N_("Paid"),
    "came_back": N_("Came back after it was paid"),
    "closing": N_("Owed after"),
    "paid_before": N_("Paid by earlier payouts"),
    "amount": N_("This payout"),
    "state": N_("At the end"),
}
_WHAT = ("program", "commission", "cause", "since", "currency")


def month_table(found: Told, tool: Tool, zone: str) -> bytes:
    """Return the lines of a month, of each program."""

    def state(line: Told) -> Sequence[Cell]:
        if tool is Tool.OTHER:
            standing = "on_its_way" if line["on_its_way"]["amount"] else line["standing"]
            return [" ".join([standing, *line["kept_for"], *line["because"]])]
        return [" ".join(state_words(line, zone))]

    rows = (
        [*_row(part["program"], line, MONTH, tool, zone), *state(line)]
        for part in found["parts"]
        for line in part["lines"]
    )
    return _table((*_WHAT, *MONTH, "state"), rows, tool)


def payout_table(found: Told, tool: Tool, zone: str) -> bytes:
    """Return the lines of a payout."""
    rows = (_row(found["program"], line, PAYOUT, tool, zone) for line in found["lines"])
    return _table((*_WHAT, *PAYOUT), rows, tool)


def _table(heads: Sequence[str], rows: Iterable[Sequence[Cell]], tool: Tool) -> bytes:
    named: Callable[[str], str] = (lambda each: gettext(HEADS[each])) if tool is Tool.EXCEL else str
    return beginning(tool) + lines([[*map(named, heads)], *rows], tool)


def _row(program: str, line: Told, amounts: Sequence[str], tool: Tool, zone: str) -> list[Cell]:
    cause = line["cause"]
    currency = line[amounts[0]]["currency"]
    return [
        program,
        line["reference"],
        cause_text(cause) if tool is Tool.EXCEL else cause,
        instant(line["created_at"]).astimezone(ZoneInfo(zone)),
        currency,
        *(major_units(line[name]["amount"], currency) for name in amounts),
    ]
