"""Numbers, amounts and durations in words."""

from decimal import Decimal

from babel.numbers import format_currency, format_decimal, format_percent, get_currency_precision
from babel.units import format_unit

from shared.words.spacing import NO_BREAK, locale_of, with_units

UNITS = {"day": 86400, "hour": 3600, "minute": 60, "second": 1}


def number_text(value: int | float | Decimal, language: str) -> str:
    """Return « 2 318 »."""
    return format_decimal(value, locale=locale_of(language))


def percent_text(part: float, language: str) -> str:
    """Return « 31,4 % » for 0.314."""
    sign = f"{NO_BREAK}%" if language == "fr" else "%"
    return format_percent(part, f"#,##0.#{sign}", locale=locale_of(language))


def amount_text(amount: int, currency: str, language: str) -> str:
    """Return « 1 234,50 € » for 123450 minor units."""
    return format_currency(major_units(amount, currency), currency, locale=locale_of(language))


def major_units(amount: int, currency: str) -> Decimal:
    """Return 1234.50 for 123450 minor units of a currency that has hundredths."""
    return Decimal(amount).scaleb(-get_currency_precision(currency))


def duration_text(seconds: int, language: str) -> str:
    """Return « 24 heures », « 7 jours »: the largest unit that divides, days from 3 on."""
    number, unit = split_duration(seconds)
    text = format_unit(number, f"duration-{unit}", length="long", locale=locale_of(language))
    return with_units(text)


def split_duration(seconds: int) -> tuple[int, str]:
    """Return (number, unit) of a duration, as a form shows it."""
    for unit, size in UNITS.items():
        if seconds and seconds % size == 0 and (unit != "day" or seconds >= 3 * size):
            return seconds // size, unit
    return seconds, "second"
