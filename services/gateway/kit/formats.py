"""Dates, amounts and numbers in words, by the language of the page that is being made."""

from datetime import UTC, datetime
from decimal import Decimal

from flask import Flask

from services.gateway.kit.i18n import current_language
from shared import words
from shared.words.instants import Form

NOTHING = "–"


def instant(value: str | datetime) -> datetime:
    """Return an aware instant from RFC 3339 text (or as it is)."""
    found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def hour_text(value: datetime) -> str:
    """Return « 18 h 00 »."""
    return words.hour_text(value, current_language())


def zone_text(zone: str) -> str:
    """Return « heure de Paris »."""
    return words.zone_text(zone, current_language())


def day_text(value: str | datetime, zone: str = "UTC") -> str:
    """Return « dimanche 29 mars 2026 »."""
    return words.day_text(instant(value), zone, current_language())


def date_text(value: str | datetime | None, zone: str = "UTC") -> str:
    """Return « dimanche 29 mars 2026 à 18 h 00, heure de Paris »."""
    return words.date_text(instant(value), zone, current_language()) if value else NOTHING


def moment_text(value: str | datetime, zone: str = "UTC") -> str:
    """Return « dimanche 29 mars 2026 à 18 h 00 », where the zone stands nearby."""
    return words.moment_text(instant(value), zone, current_language())


def short_text(value: str | datetime | None, zone: str = "UTC") -> str:
    """Return « 29 mars, 18 h 00 », for tables and timelines."""
    return words.short_text(instant(value), zone, current_language()) if value else NOTHING


def minute_text(value: str | datetime | None, zone: str = "UTC") -> str:
    """Return the same of what happened by itself, to the minute."""
    return short_text(instant(value).replace(second=0, microsecond=0), zone) if value else NOTHING


def hour_label(hour: str, zone: str) -> str:
    """Return the local time of a bucket such as `2026-03-29T16`, which is in UTC."""
    return short_text(f"{hour}:00:00+00:00", zone)


def ago_text(value: str | datetime, now: datetime, form: Form = "long") -> str:
    """Return « il y a 2 minutes » or « dans 3 jours »."""
    return words.ago_text(instant(value), now, current_language(), form)


def window_text(seconds: int | None) -> str:
    """Return « 24 heures », « 7 jours »."""
    return NOTHING if seconds is None else words.duration_text(seconds, current_language())


def number_text(value: int | float | Decimal) -> str:
    """Return « 2 318 »."""
    return words.number_text(value, current_language())


def percent_text(part: float) -> str:
    """Return « 31,4 % » for 0.314."""
    return words.percent_text(part, current_language())


def amount_text(amount: int, currency: str = "EUR") -> str:
    """Return « 1 234,50 € » for 123450 minor units."""
    return words.amount_text(amount, currency, current_language())


def quoted(text: str) -> str:
    """Return « text » or “text”."""
    return words.quoted(text, current_language())


def inside(text: str) -> str:
    """Return a text as it stands inside quotation marks of the page's language."""
    return words.inside_quotes(text, current_language())


def one_line(text: str) -> str:
    """Return lines as one, with commas between them: a postal address in a sentence."""
    lines = (line.strip().rstrip(",") for line in text.splitlines())
    return ", ".join(line for line in lines if line)


def install(app: Flask) -> None:
    """Give the templates these filters."""
    app.jinja_env.filters.update(
        day=day_text,
        date=date_text,
        moment=moment_text,
        short=short_text,
        window=window_text,
        number=number_text,
        zone=zone_text,
        quoted=quoted,
        inside=inside,
        one_line=one_line,
    )
    app.jinja_env.globals.update(amount=amount_text, hour_label=hour_label)
