"""Countries by name, in the page's language: those that are open, and one word for the others."""

import unicodedata
from collections.abc import Iterable
from functools import cache

from babel import Locale

from services.gateway.kit.i18n import LOCALES, current_language, gettext

# Codes that CLDR names without their being a country one lives in.
_NO_COUNTRY = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "ZZ"})

# Services know it as a country that no contest is open to.
ELSEWHERE = "ZZ"

Choices = list[tuple[str, str]]


@cache
def _named(language: str) -> tuple[tuple[str, str], ...]:
    territories = Locale.parse(LOCALES[language]).territories
    found = [
        (code, name)
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY and code[0] != "X"
    ]
    return tuple(sorted(found, key=lambda pair: _plain(pair[1])))


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()


def open_countries(named: Iterable[str], excluded: Iterable[str]) -> set[str]:
    """Return the codes that are open: those named, or all but the excluded ones."""
    return set(named) or {code for code, _ in _named(current_language())} - set(excluded)


def country_groups(open_to: Iterable[str]) -> tuple[Choices, Choices]:
    """Return the countries that are open and all the others, as (code, name)."""
    wanted = set(open_to)
    named = _named(current_language())
    inside = [pair for pair in named if pair[0] in wanted]
    return inside, [pair for pair in named if pair[0] not in wanted]


def countries_of_codes(codes: Iterable[str]) -> Choices:
    """Return these countries as (code, name), by the alphabet; what is none is left out."""
    return country_groups(codes)[0]


def country_choices(named: Iterable[str], excluded: Iterable[str]) -> Choices:
    """Return the open countries as (code, name), then what is said by who lives in none of them."""
    inside, _ = country_groups(open_countries(named, excluded))
    return [*inside, (ELSEWHERE, gettext("Another country"))]


def country_name(code: str) -> str:
    """Return the name of a country, or its code where nobody named it."""
    return dict(_named(current_language())).get(code, code)


def country_names(codes: Iterable[str]) -> list[str]:
    """Return the names of countries, by the alphabet."""
    return [name for _, name in country_groups(codes)[0]]
