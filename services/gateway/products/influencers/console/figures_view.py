"""What the page of a month shows: figures with their comparison, days as bars and as a table."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from services.gateway.kit.charts import chart
from services.gateway.kit.formats import (
    NOTHING,
    amount_text,
    instant,
    number_text,
    percent_text,
)
from services.gateway.kit.i18n import current_language, gettext, ngettext
from services.gateway.products.influencers.words.clicks import verdict_words
from services.gateway.products.influencers.words.statements import month_text
from shared import words

Told = Mapping[str, Any]
PEOPLE = "human"


def facts_of(found: Told) -> Sequence[dict[str, str]]:
    """Return five figures: what came, what it brought, what it cost."""
    people, brought = found["clicks"]["total"][PEOPLE], found["brought"]
    sales, leads, earned = brought["sales"], brought["leads"], brought["earned"]
    both = [
        ngettext("%(num)d sale", "%(num)d sales", sales),
        ngettext("%(num)d lead", "%(num)d leads", leads),
    ]
    told = (
        (gettext("People's clicks"), number_text(people), gettext("they alone count for money")),
        (gettext("Sales and leads"), number_text(sales + leads), ", ".join(both)),
        (
            gettext("Earned by partners"),
            _amount(earned),
            gettext("less what was taken back; %(amount)s a click", amount=_each(earned, people)),
        ),
        (
            gettext("Conversion"),
            _share(sales + leads, people),
            gettext("sales and leads beside people's clicks; codes need none"),
        ),
        (
            gettext("Cost of a lead"),
            _each(earned, leads),
            gettext("all that was earned, shared by the leads that count"),
        ),
    )
    return [{"label": label, "figure": figure, "about": about} for label, figure, about in told]


def clicks_of(found: Told, now: datetime) -> dict[str, Any]:
    """Return verdicts with their totals, days as a table, and the bars of every day so far."""
    clicks, words_ = found["clicks"], verdict_words()
    total, whole = clicks["total"], sum(clicks["total"].values())
    days = {each["day"]: each["counts"] for each in clicks["days"]}
    shown = list(_days(clicks["since"], min(clicks["until"], f"{now:%Y-%m-%d}")))
    return {
        "verdicts": [
            (word, about, number_text(total[name]), _share(total[name], whole))
            for name, word, about in words_
        ],
        "whole": number_text(whole),
        "heads": [word for _, word, _ in words_],
        "days": [
            (_day(day), [number_text(counts[name]) for name, _, _ in words_])
            for day, counts in days.items()
        ],
        "chart": chart([(day, *_heights(days.get(day, {}))) for day in shown]) if whole else None,
        "first": _day(shown[0]) if shown else "",
        "last": _day(shown[-1]) if shown else "",
    }


def partner_row(found: Told) -> dict[str, str]:
    """Return a partner: clicks of people and apart, what they brought, by click."""
    people, brought = found["counts"][PEOPLE], found["brought"]
    both, earned = brought["sales"] + brought["leads"], brought["earned"]
    return {
        "id": found["partner"]["id"],
        "name": found["partner"]["name"],
        "people": number_text(people),
        "apart": number_text(sum(found["counts"].values()) - people),
        "sales": number_text(brought["sales"]),
        "leads": number_text(brought["leads"]),
        "conversion": _share(both, people),
        "earned": _amount(earned),
        "each": _each(earned, people),
    }


def months_around(found: Told, now: datetime) -> Sequence[tuple[str, str]]:
    """Return (month, its words) of the month before and after, where the program was open."""
    first = date.fromisoformat(f"{found['month']}-01")
    begun = instant(found["opened_at"]) if found["opened_at"] else now
    near = (f"{first - timedelta(days=1):%Y-%m}", f"{first + timedelta(days=32):%Y-%m}")
    return [(each, month_text(each)) for each in near if f"{begun:%Y-%m}" <= each <= f"{now:%Y-%m}"]


def _heights(counts: Mapping[str, int]) -> tuple[int, int]:
    people = counts.get(PEOPLE, 0)
    return people, sum(counts.values()) - people


def _days(since: str, until: str) -> Iterator[str]:
    day = date.fromisoformat(since)
    while f"{day}" <= until:
        yield f"{day}"
        day += timedelta(days=1)


def _day(day: str) -> str:
    return words.day_text(instant(f"{day}T00:00:00Z"), "UTC", current_language(), short=True)


def _amount(money: Told) -> str:
    return amount_text(money["amount"], money["currency"])


def _each(money: Told, by: int) -> str:
    """Return an amount shared by so many, to the minor unit."""
    return amount_text(round(money["amount"] / by), money["currency"]) if by else NOTHING


def _share(part: int, whole: int) -> str:
    return percent_text(part / whole) if whole else NOTHING
