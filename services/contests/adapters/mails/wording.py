"""Dates, numbers and spaces as people of each language write them."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_timezone_location
from babel.numbers import format_decimal

NO_BREAK = "\u00a0"
NARROW = "\u202f"
_BEFORE_COLON = re.compile(r"[ \u00a0]+(?=[:»€%])")
_BEFORE_HIGH = re.compile(r"[ \u00a0\u202f]+(?=[;!?])")
_AFTER_QUOTE = re.compile(r"« *")
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=(?:h|heures?|jours?|minutes?|secondes?)\b)")


def french_spacing(text: str) -> str:
    """Return `text` with the spaces that French typography asks for.

    U+00A0 before `:` `€` `%` and inside « », between a number and its unit; U+202F before `; ! ?`.
    Only spaces that are there are changed, so that addresses of pages stay whole.
    """
    text = _AFTER_QUOTE.sub("«" + NO_BREAK, text)
    text = _BEFORE_COLON.sub(NO_BREAK, text)
    text = _BEFORE_HIGH.sub(NARROW, text)
    return _BEFORE_UNIT.sub(NO_BREAK, text)


def instant_words(instant: datetime, zone: str, language: str) -> str:
    """Return « dimanche 29 mars 2026 à 18 h 00, heure de Paris » or its English."""
    local = instant.astimezone(ZoneInfo(zone))
    city = get_timezone_location(ZoneInfo(zone), locale=language, return_city=True)
    if language == "fr":
        day = _french_day(local)
        hour = f"{local.hour}{NO_BREAK}h{NO_BREAK}{local.minute:02d}"
        return f"{day} à {hour}{_seconds(local, f'{NO_BREAK}min{NO_BREAK}')}, heure {_of(city)}"
    day = format_date(local, "EEEE d MMMM y", locale="en_GB")
    hour = format_time(local, "h:mm", locale="en_GB") + _seconds(local, ":")
    half = "am" if local.hour < 12 else "pm"
    return f"{day} at {hour}{NO_BREAK}{half}, {city} time"


def whole(number: int, language: str) -> str:
    """Return a whole number with the language's separator of thousands."""
    return format_decimal(number, locale="fr" if language == "fr" else "en_GB")


def _french_day(local: datetime) -> str:
    if local.day != 1:
        return format_date(local, "EEEE d MMMM y", locale="fr")
    return format_date(local, "EEEE '1ᵉʳ' MMMM y", locale="fr")


def _seconds(local: datetime, separator: str) -> str:
    return f"{separator}{local.second:02d}" if local.second else ""


def _of(city: str) -> str:
    return f"d’{city}" if city[:1].lower() in "aeiouyéèàâêîôû" else f"de {city}"
