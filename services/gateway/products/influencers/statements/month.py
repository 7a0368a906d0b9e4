"""The sheet of a month."""

from collections.abc import Sequence

from services.gateway.kit.formats import day_text, number_text
from services.gateway.kit.i18n import current_language, gettext
from services.gateway.products.influencers.statements.sheet import (
    Section,
    Sheet,
    Table,
    Told,
    money_text,
    sums,
)
from services.gateway.products.influencers.words.sales import (
    because_text,
    cause_text,
    held_text,
    standing_state,
)
from services.gateway.products.influencers.words.statements import (
    month_text,
    not_an_invoice,
    whose_facts,
)

BACK = ("pending", "held")


def month_sheet(found: Told, zone: str) -> Sheet:
    """Return what is said of a month; `zone` is that in which dates are told."""
    month = found["month"]
    return Sheet(
        title=gettext("Statement of %(month)s", month=month_text(month)),
        name=month,
        language=current_language(),
        notes=[not_an_invoice(), *_notes(found, zone)],
        facts=[*whose_facts(found), (gettext("Statement"), month)],
        sections=[_section(part, zone) for part in found["parts"]],
    )


def _notes(found: Told, zone: str) -> Sequence[str]:
    notes = []
    if not found["settled"]:
        day = day_text(found["until"], zone)
        notes.append(gettext("This month changes until %(day)s.", day=day))
    if not found["parts"]:
        notes.append(gettext("Nothing happened in this month, and nothing was owed."))
    return notes


def _section(part: Told, zone: str) -> Section:
    tables = [_movement(part), _standing(part), _kept(part, zone), _brought(part)]
    return Section(
        title=part["program"],
        facts=[(gettext("Who pays"), part["organiser"])],
        tables=[*(each for each in tables if each.rows), _lines(part, zone)],
    )


def _movement(part: Told) -> Table:
    rows = [
        (gettext("Owed at the beginning"), part["opening"], True),
        (gettext("Earned"), part["earned"], True),
        (gettext("Taken back"), part["taken_back"], True),
        (gettext("Corrected"), part["corrected"], False),
        (gettext("Paid"), part["paid"], True),
        (gettext("Came back after it was paid"), part["came_back"], False),
        (gettext("Owed at the end"), part["closing"], True),
    ]
    return sums(gettext("What happened"), _heads(), rows)


def _standing(part: Told) -> Table:
    debt = part["payable"]["amount"] < 0
    due = gettext("Carried by the next payout") if debt else gettext("Due with the next payout")
    rows = [
        (gettext("Waiting"), part["pending"], False),
        (gettext("Held"), part["held"], False),
        (due, part["payable"], False),
        (_taken(), part["on_its_way"], False),
        (gettext("Owed at the end"), part["closing"], True),
    ]
    return sums(gettext("Where it stands at the end"), _heads(), rows)


def _taken() -> str:
    return gettext("In a payout that has not arrived")


def _heads() -> Sequence[str]:
    return gettext("What"), gettext("Amount")


def _kept(part: Told, zone: str) -> Table:
    rows = [
        (
            held_text(each["reason"], each["until"], zone),
            number_text(each["count"]),
            money_text(each["amount"]),
        )
        for each in part["kept"]
    ]
    heads = (gettext("Why"), gettext("Commissions"), gettext("Amount"))
    return Table(title=gettext("Kept back, and why"), heads=heads, rows=rows, numbers=(1, 2))


def _brought(part: Told) -> Table:
    rows = [(each["reference"], money_text(each["amount"])) for each in part["brought"]]
    return Table(
        title=gettext("Payouts that arrived, or came back"),
        heads=(gettext("Payout"), gettext("Amount")),
        rows=rows,
        numbers=(1,),
        about="payout",
        refs=[each["payout_id"] for each in part["brought"]],
    )


def _lines(part: Told, zone: str) -> Table:
    heads = (
        *(gettext("Commission"), gettext("Since"), gettext("Owed before"), gettext("Earned")),
        *(gettext("Taken back or corrected"), gettext("Paid or came back")),
        *(gettext("Owed after"), gettext("At the end")),
    )
    return Table(
        title=gettext("Each commission"),
        heads=heads,
        rows=[_line(each, zone) for each in part["lines"]],
        numbers=(2, 3, 4, 5, 6),
        about="commission",
        refs=[each["commission_id"] for each in part["lines"]],
    )


def _line(line: Told, zone: str) -> Sequence[str]:
    return (
        f"{cause_text(line['cause'])} {line['reference']}",
        day_text(line["created_at"], zone),
        money_text(line["opening"]),
        money_text(line["earned"]),
        _both(line["taken_back"], line["corrected"]),
        _both(line["paid"], line["came_back"]),
        money_text(line["closing"]),
        " ".join(state_words(line, zone)),
    )


def state_words(line: Told, zone: str) -> Sequence[str]:
    """Return where a commission stood at the end, why it was kept back, why it changed."""
    standing = line["standing"]
    kept = line["kept_for"] if standing in BACK else ()
    said = _taken() if line["on_its_way"]["amount"] else standing_state(standing)[0]
    return [
        f"{said}.",
        *(held_text(each, line["wait_until"], zone) for each in kept),
        *map(because_text, line["because"]),
    ]


def _both(one: Told, other: Told) -> str:
    return money_text({**one, "amount": one["amount"] + other["amount"]})
