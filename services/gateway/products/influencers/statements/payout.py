"""The sheet of a payout."""

from collections.abc import Sequence

from services.gateway.kit.formats import day_text
from services.gateway.kit.i18n import current_language, gettext
from services.gateway.products.influencers.statements.sheet import (
    Section,
    Sheet,
    Table,
    Told,
    money_text,
    sums,
)
from services.gateway.products.influencers.words.payouts import (
    method_text,
    payout_state,
    reason_text,
)
from services.gateway.products.influencers.words.sales import cause_text
from services.gateway.products.influencers.words.statements import not_an_invoice, whose_facts

PARTS = ("earned", "taken_back", "corrected", "paid_before")


def payout_sheet(found: Told, zone: str) -> Sheet:
    """Return what is said of a payout; `zone` is that in which dates are told."""
    reference = found["reference"]
    return Sheet(
        title=gettext("Statement of payout %(number)s", number=reference),
        name=reference,
        language=current_language(),
        notes=[not_an_invoice(), *_notes(found)],
        facts=[*whose_facts(found), *_facts(found, zone)],
        sections=[_section(found, zone)],
    )


def _notes(found: Told) -> Sequence[str]:
    said = reason_text(found["reason"])
    small = gettext("It is below the minimum: nothing more will be earned.")
    return [*([said] if said else []), *([small] if found["below_minimum"] else [])]


def _facts(found: Told, zone: str) -> Sequence[tuple[str, str]]:
    dates = [
        (gettext("Proposed"), found["created_at"]),
        (gettext("Sent"), found["sent_at"]),
        (gettext("Paid"), found["completed_at"]),
        (gettext("Not paid"), found["failed_at"]),
    ]
    return [
        (gettext("Payout"), found["payout_id"]),
        (gettext("How"), method_text(found["method"])),
        (gettext("State"), payout_state(found["state"])[0]),
        *((label, day_text(at, zone)) for label, at in dates if at),
    ]


def _section(found: Told, zone: str) -> Section:
    facts = [(gettext("Who pays"), found["organiser"])]
    return Section(title=found["program"], facts=facts, tables=[_sums(found), _lines(found, zone)])


def _sums(found: Told) -> Table:
    nothing = {**found["amount"], "amount": 0}
    total = {
        name: {**nothing, "amount": sum(each[name]["amount"] for each in found["lines"])}
        for name in PARTS
    }
    rows = [
        (gettext("Earned"), total["earned"], True),
        (gettext("Taken back"), total["taken_back"], True),
        (gettext("Corrected"), total["corrected"], False),
        (gettext("Paid by earlier payouts"), total["paid_before"], False),
        (gettext("This payout"), found["amount"], True),
    ]
    return sums(gettext("What it is made of"), (gettext("What"), gettext("Amount")), rows)


def _lines(found: Told, zone: str) -> Table:
    heads = (
        *(gettext("Commission"), gettext("Since"), gettext("Earned"), gettext("Taken back")),
        *(gettext("Corrected"), gettext("Paid by earlier payouts"), gettext("This payout")),
    )
    return Table(
        title=gettext("Each commission"),
        heads=heads,
        rows=[_line(each, zone) for each in found["lines"]],
        numbers=(2, 3, 4, 5, 6),
        about="commission",
        refs=[each["commission_id"] for each in found["lines"]],
    )


def _line(line: Told, zone: str) -> Sequence[str]:
    return (
        f"{cause_text(line['cause'])} {line['reference']}",
        day_text(line["created_at"], zone),
        *(money_text(line[name]) for name in (*PARTS, "amount")),
    )
