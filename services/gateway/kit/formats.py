"""Dates, amounts and numbers in words, by the page's language, with French spacing."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

from babel.core import get_global
from babel.dates import format_date, format_timedelta, get_timezone_location
from babel.numbers import format_currency, format_decimal, format_percent, get_currency_precision
from babel.units import format_unit
from flask import Flask

from services.gateway.kit.i18n import LOCALES, current_language, gettext

NBSP = "\u00a0"
Form = Literal["long", "short"]
UNITS = {"day": 86400, "hour": 3600, "minute": 60, "second": 1}


def instant(value: str | datetime) -> datetime:
    """Return an aware instant from RFC 3339 text (or as it is)."""
    found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def hour_text(value: datetime) -> str:
    """Return « 18 h 00 » or "18:00"; seconds only where there are some."""
    parts = [f"{value.hour}", f"{value.minute:02d}"] + (
        [f"{value.second:02d}"] * bool(value.second)
    )
    if current_language() != "fr":
        return ":".join([f"{value.hour:02d}", *parts[1:]])
    text = f"{parts[0]}{NBSP}h{NBSP}{parts[1]}"
    return text + (f"{NBSP}min{NBSP}{parts[2]}{NBSP}s" if value.second else "")


def zone_text(zone: str) -> str:
    """Return « heure de Paris », "Paris time"; `zone` itself where no place is known for it."""
    known = get_global("zone_aliases").get(zone, zone)
    if known == "Etc/UTC":
        return gettext("universal time (UTC)")
    if known.startswith("Etc/GMT"):
        return _fixed_offset(known.removeprefix("Etc/GMT"))
    try:
        city = get_timezone_location(known, locale=LOCALES[current_language()], return_city=True)
    except LookupError:
        return zone
    if current_language() != "fr":
        return f"{city} time"
    if city.startswith("Le "):
        return f"heure du {city[3:]}"
    return f"heure d’{city}" if city[0] in "AEIOUYÉÈÎÔ" else f"heure de {city}"


def _fixed_offset(posix: str) -> str:
    # POSIX counts westward: the zone `Etc/GMT+5` is five hours behind.
    return f"UTC{'−' if posix[0] == '+' else '+'}{posix[1:]}" if posix else "GMT"


def day_text(value: str | datetime, zone: str = "UTC", *, short: bool = False) -> str:
    """Return « dimanche 29 mars 2026 », or « 29 mars » where `short`; the first is « 1ᵉʳ »."""
    local = instant(value).astimezone(ZoneInfo(zone))
    pattern = "d MMM" if short else "EEEE d MMMM y"
    text = format_date(local.date(), pattern, locale=LOCALES[current_language()])
    if current_language() == "fr" and local.day == 1:
        return text.replace("1 ", f"1ᵉʳ{NBSP}", 1)
    return text.replace(f"{local.day} ", f"{local.day}{NBSP}", 1)


def date_text(value: str | datetime | None, zone: str = "UTC") -> str:
    """Return « dimanche 29 mars 2026 à 18 h 00, heure de Paris »."""
    if not value:
        return "–"
    return f"{moment_text(value, zone)}, {zone_text(zone)}"


def moment_text(value: str | datetime, zone: str = "UTC") -> str:
    """Return « dimanche 29 mars 2026 à 18 h 00 », where the zone stands nearby."""
    local = instant(value).astimezone(ZoneInfo(zone))
    return gettext("%(day)s at %(hour)s", day=day_text(local, zone), hour=hour_text(local))


def short_text(value: str | datetime | None, zone: str = "UTC") -> str:
    """Return « 29 mars, 18 h 00 », for tables and timelines."""
    if not value:
        return "–"
    local = instant(value).astimezone(ZoneInfo(zone))
    return f"{day_text(local, zone, short=True)}, {hour_text(local)}"


def hour_label(hour: str, zone: str) -> str:
    """Return the local time of a bucket such as `2026-03-29T16`, which is in UTC."""
    return short_text(f"{hour}:00:00+00:00", zone)


def ago_text(value: str | datetime, now: datetime, form: Form = "long") -> str:
    """Return « il y a 2 minutes » or « dans 3 jours »; « il y a 2 min » where `form` is short."""
    delta = instant(value) - now
    text = format_timedelta(
        delta, add_direction=True, format=form, locale=LOCALES[current_language()]
    )
    return _keep_numbers(text)


def window_text(seconds: int | None) -> str:
    """Return « 24 heures », « 7 jours »: the largest unit that divides, days from 3 on."""
    if seconds is None:
        return "–"
    number, unit = split_window(seconds)
    return _keep_numbers(
        format_unit(number, f"duration-{unit}", length="long", locale=LOCALES[current_language()])
    )


def split_window(seconds: int) -> tuple[int, str]:
    """Return (number, unit) of a window, as the form shows it."""
    for unit, size in UNITS.items():
        if seconds and seconds % size == 0 and (unit != "day" or seconds >= 3 * size):
            return seconds // size, unit
    return seconds, "second"


def number_text(value: int | float | Decimal) -> str:
    """Return « 2 318 »."""
    return format_decimal(value, locale=LOCALES[current_language()])


def percent_text(part: float) -> str:
    """Return « 31,4 % » for 0.314."""
    return format_percent(
        part,
        "#,##0.#" + f"{NBSP}%" * (current_language() == "fr") + "%" * (current_language() != "fr"),
        locale=LOCALES[current_language()],
    )


def amount_text(amount: int, currency: str = "EUR") -> str:
    """Return « 1 234,50 € » for 123450 minor units."""
    major = Decimal(amount).scaleb(-get_currency_precision(currency))
    return format_currency(major, currency, locale=LOCALES[current_language()])


def remaining(value: str | datetime, now: datetime) -> timedelta:
    """Return the time left until `value`; negative when past."""
    return instant(value) - now


def _keep_numbers(text: str) -> str:
    # A number never stands at the end of a line without its unit.
    head = text.split(" ")
    joined = head[0]
    for before, word in pairwise(head):
        joined += (NBSP if before[-1:].isdigit() else " ") + word
    return joined


def install(app: Flask) -> None:
    """Give the templates these filters."""
    app.jinja_env.filters.update(
        day=day_text,
        date=date_text,
        moment=moment_text,
        short=short_text,
        hour=hour_text,
        window=window_text,
        number=number_text,
        percent=percent_text,
        zone=zone_text,
    )
    app.jinja_env.globals.update(amount=amount_text, hour_label=hour_label)
