"""What the lists of a form offer, as (value, label)."""

from collections.abc import Iterable
from datetime import datetime

from babel import Locale

from services.gateway.kit.formats import short_text, zone_text
from services.gateway.kit.i18n import current_language, gettext
from shared.forms.wall_time import BadWallTime, known_zones
from shared.forms.wall_time import readings as readings_of
from shared.words import offset_text

ZONES = (
    "Europe/Paris",
    "Europe/Brussels",
    "Europe/Zurich",
    "Europe/Luxembourg",
    "Europe/Monaco",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Madrid",
    "Europe/Lisbon",
    "America/Toronto",
    "America/New_York",
    "America/Guadeloupe",
    "America/Martinique",
    "America/Cayenne",
    "Indian/Reunion",
    "Indian/Mayotte",
    "Pacific/Noumea",
    "Pacific/Tahiti",
    "Africa/Casablanca",
    "Africa/Dakar",
    "Africa/Tunis",
    "UTC",
)
# A city that one looks for, whose clocks are another's.
ALSO = {"America/Toronto": "Montréal"}
COUNTRIES = ("FR", "BE", "CH", "LU", "MC", "CA", "DE", "ES", "PT", "NL", "AT", "IE", "GB", "US")
CURRENCIES = ("EUR", "CHF", "GBP", "USD", "CAD")
Pairs = list[tuple[str, str]]


def zones(chosen: str) -> Pairs:
    """Return the zones, the chosen one among them."""
    known = known_zones()
    offered = [zone for zone in ZONES if zone in known]
    if chosen and chosen in known and chosen not in offered:
        # The same place under another name is offered once.
        place = zone_text(chosen)
        offered = [chosen, *(zone for zone in offered if zone_text(zone) != place)]
    return [(zone, _zone_label(zone)) for zone in offered]


def _zone_label(zone: str) -> str:
    also = f" – {ALSO[zone]}" if zone in ALSO else ""
    return f"{zone_text(zone)}{also} ({zone})"


def countries(chosen: Iterable[str]) -> Pairs:
    """Return countries by name, those already chosen among them."""
    names = Locale.parse(current_language()).territories
    codes = [*COUNTRIES, *(code for code in chosen if code not in COUNTRIES)]
    return [(code, names.get(code, code)) for code in codes]


def currencies() -> Pairs:
    """Return currencies by name."""
    names = Locale.parse(current_language()).currencies
    return [(code, f"{code}, {names.get(code, code)}") for code in CURRENCIES]


def units(*, seconds: bool) -> Pairs:
    """Return the units of a window; seconds only where short windows make sense."""
    offered = [
        ("minute", gettext("minutes")),
        ("hour", gettext("hours")),
        ("day", gettext("days")),
    ]
    return [("second", gettext("seconds")), *offered] if seconds else offered


def languages() -> Pairs:
    """Return the languages of pages by name."""
    return [("fr", gettext("French")), ("en", gettext("English"))]


def readings(local: str, zone: str) -> Pairs:
    """Return the two instants that a wall time may mean where clocks change, by their place."""
    try:
        found = readings_of(local, zone)
    except BadWallTime:
        return []
    if len(found) == 1:
        return []
    return [(str(place), _with_offset(at, zone)) for place, at in enumerate(found)]


def _with_offset(at: datetime, zone: str) -> str:
    said, offset = short_text(at, zone), f"({offset_text(at, zone)})"
    return said if said.endswith(offset) else f"{said} {offset}"
