"""UTM parameters: five fields kept apart, and the address that has them in it.

A field that is filled replaces what the address had under its name, wherever that stood; one that
is empty leaves it. Nothing is there twice, the rest keeps its order and spelling, and the fragment
is last.
"""

from collections.abc import Mapping
from urllib.parse import quote, unquote_plus

NAMES = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")


def merged(address: str, utm: Mapping[str, str]) -> str:
    """Return the address with these parameters in it."""
    given = {name: utm[name] for name in NAMES if utm.get(name)}
    if not given:
        return address
    before, mark, fragment = address.partition("#")
    base, _, query = before.partition("?")
    own = [pair for pair in query.split("&") if pair and _name(pair) not in given]
    pairs = [*own, *(f"{name}={quote(value, safe='')}" for name, value in given.items())]
    return f"{base}?{'&'.join(pairs)}{mark}{fragment}"


def _name(pair: str) -> str:
    return unquote_plus(pair.partition("=")[0])
