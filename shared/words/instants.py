"""Instants in words, with the zone in which they are said."""

from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from babel.core import get_global
from babel.dates import format_date, format_timedelta, get_timezone_location

from shared.words.spacing import NO_BREAK, locale_of, with_units

_WEEK = timedelta(days=7)

Form = Literal["long", "short"]
# Places that are said with their article, which CLDR leaves out.
_WITH_ARTICLE = {
    **dict.fromkeys(
        ("Dominique", "Grenade", "Guadeloupe", "Géorgie du Sud", "Jamaïque", "Martinique"), "de la "
    ),
    **dict.fromkeys(("Cap-Vert", "Guyana", "Kamtchatka", "Koweït", "Qatar"), "du "),
    **dict.fromkeys(
        ("Açores", "Bermudes", "Caïmans", "Comores", "Fidji", "Galápagos", "Maldives", "Marquises",
         "Palaos", "Îles Canaries"), "des "
    ),
    **dict.fromkeys(("Île de Man", "Île de Pâques"), "de l’"),
}  # fmt: skip


def hour_text(local: datetime, language: str) -> str:
    """Return « 18 h 00 » or "18:00"; seconds only where somebody chose them.

    What people choose has whole seconds. An instant with a fraction of one is when something
    happened, or follows from that: its minute says enough.
    """
    chosen = local.second and not local.microsecond
    if language != "fr":
        return local.strftime("%H:%M:%S" if chosen else "%H:%M")
    text = f"{local.hour}{NO_BREAK}h{NO_BREAK}{local.minute:02d}"
    seconds = f"{NO_BREAK}min{NO_BREAK}{local.second:02d}{NO_BREAK}s"
    return text + seconds * bool(chosen)


def zone_text(zone: str, language: str) -> str:
    """Return « heure de Paris », "Paris time"; `zone` itself where no place is known for it."""
    known = get_global("zone_aliases").get(zone, zone)
    if known == "Etc/UTC":
        return "temps universel (UTC)" if language == "fr" else "universal time (UTC)"
    if known.startswith("Etc/GMT"):
        return _fixed_offset(known.removeprefix("Etc/GMT"))
    try:
        city = get_timezone_location(known, locale=locale_of(language), return_city=True)
    except LookupError:
        return zone
    return _hour_of(city) if language == "fr" else f"{city} time"


def _fixed_offset(posix: str) -> str:
    # POSIX counts westward: the zone `Etc/GMT+5` is five hours behind.
    return f"UTC{'−' if posix[0] == '+' else '+'}{posix[1:]}" if posix else "GMT"


def _hour_of(city: str) -> str:
    if city.startswith("Le "):
        return f"heure du {city[3:]}"
    if city in _WITH_ARTICLE:
        return f"heure {_WITH_ARTICLE[city]}{city}"
    return f"heure d’{city}" if city[0] in "AEIOUÉÈÊÂÎÔ" else f"heure de {city}"


def day_text(instant: datetime, zone: str, language: str, *, short: bool = False) -> str:
    """Return « dimanche 29 mars 2026 », or « 29 mars » where `short`; the first is « 1ᵉʳ »."""
    local = instant.astimezone(ZoneInfo(zone))
    pattern = "d MMM" if short else "EEEE d MMMM y"
    text = format_date(local.date(), pattern, locale=locale_of(language))
    first = language == "fr" and local.day == 1
    said = "1ᵉʳ" if first else f"{local.day}"
    return text.replace(f"{local.day} ", said + NO_BREAK, 1)


def month_text(year: int, number: int, language: str) -> str:
    """Return « mars 2026 », "March 2026"."""
    return format_date(date(year, number, 1), "LLLL y", locale=locale_of(language))


def date_text(instant: datetime, zone: str, language: str) -> str:
    """Return « dimanche 29 mars 2026 à 18 h 00, heure de Paris »."""
    return f"{moment_text(instant, zone, language)}, {zone_text(zone, language)}"


def moment_text(instant: datetime, zone: str, language: str) -> str:
    """Return « dimanche 29 mars 2026 à 18 h 00 », where the zone stands nearby."""
    local = instant.astimezone(ZoneInfo(zone))
    at = "à" if language == "fr" else "at"
    said = f"{day_text(local, zone, language)} {at} {hour_text(local, language)}"
    return said + _which(local)


def short_text(instant: datetime, zone: str, language: str) -> str:
    """Return « 29 mars, 18 h 00 », for tables and timelines."""
    local = instant.astimezone(ZoneInfo(zone))
    said = f"{day_text(local, zone, language, short=True)}, {hour_text(local, language)}"
    return said + _which(local)


def offset_text(instant: datetime, zone: str) -> str:
    """Return « UTC+2 », by how much clocks of the zone are ahead then."""
    ahead = instant.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    hours, minutes = divmod(abs(ahead) // timedelta(minutes=1), 60)
    sign = "+" if ahead >= timedelta() else "−"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")


def _which(local: datetime) -> str:
    """Return which one is meant of an hour that comes twice, as clocks go back; else ""."""
    once = local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset()
    return "" if once else f" ({offset_text(local, str(local.tzinfo))})"


def ago_text(instant: datetime, now: datetime, language: str, form: Form = "long") -> str:
    """Return « il y a 2 minutes » or « dans 3 jours »; « il y a 2 min » where `form` is short."""
    delta = instant - now
    # A unit is said once it is whole, and never before: six days are no week, eleven no two.
    whole = 2 if _WEEK <= abs(delta) < 2 * _WEEK else 1
    text = format_timedelta(
        delta, add_direction=True, format=form, threshold=whole, locale=locale_of(language)
    )
    return with_units(text)
