"""Converters: the text of a variable → its value, or a ValueError that says what is expected."""

import base64
import binascii
import re
from collections.abc import Callable
from typing import Any

Converter = Callable[[str], Any]
A_YEAR = 366 * 24 * 3600.0


def text(value: str) -> str:
    """Return the text as it is."""
    return value


def integer_between(low: int, high: int) -> Converter:
    """Return a converter to whole numbers from `low` to `high`, both included."""

    def convert(value: str) -> int:
        try:
            number = int(value)
        except ValueError:
            number = low - 1
        if not low <= number <= high:
            raise ValueError(f"a whole number from {low} to {high}")
        return number

    return convert


def seconds(value: str) -> float:
    """Return a duration in seconds, from zero to a year."""
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= A_YEAR:
        raise ValueError("a number of seconds, from 0 to those of a year")
    return number


def boolean(value: str) -> bool:
    """Return whether it is `true` (also 1, yes, on) or `false` (0, no, off)."""
    lowered = value.strip().lower()
    if lowered in ("true", "1", "yes", "on"):
        return True
    if lowered in ("false", "0", "no", "off"):
        return False
    raise ValueError("true or false")


def text_list(value: str) -> tuple[str, ...]:
    """Return the members of a comma-separated list, none of them empty."""
    members = tuple(each.strip() for each in value.split(","))
    if not all(members):
        raise ValueError("values with commas between them, none of them empty")
    return members


def base64_key(size: int) -> Converter:
    """Return a converter to `size` bytes written in base64."""

    def convert(value: str) -> bytes:
        try:
            raw = base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            raw = b""
        if len(raw) != size:
            raise ValueError(f"{size} bytes in base64")
        return raw

    return convert


def long_text(shortest: int) -> Converter:
    """Return a converter to a text of so many characters or more: a secret nobody guesses."""

    def convert(value: str) -> str:
        if len(value) < shortest:
            raise ValueError(f"{shortest} characters or more")
        return value

    return convert


def list_of(converter: Converter) -> Converter:
    """Return a converter of a comma-separated list whose members `converter` takes."""
    return lambda value: tuple(converter(one) for one in text_list(value))


def name_part(signs: str, longest: int) -> Converter:
    """Return a converter to the beginning of a name: these signs, as in a pattern's brackets."""
    pattern = re.compile(f"[{signs}]{{1,{longest}}}")

    def convert(value: str) -> str:
        if not pattern.fullmatch(value):
            raise ValueError(f"up to {longest} characters, each one of {signs}")
        return value

    return convert


def choice(*values: str) -> Converter:
    """Return a converter that accepts these values alone."""

    def convert(value: str) -> str:
        if value not in values:
            raise ValueError(f"one of {', '.join(values)}")
        return value

    return convert
