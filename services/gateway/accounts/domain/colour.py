"""The colour of a workspace: text in it, and a code in it, can be read on white."""

import math
import re

from shared.errors import FieldError, Invalid

WHITE = "#ffffff"
# What WCAG 2.2 AA asks of text; a camera in poor light asks no less.
LEAST_CONTRAST = 4.5
_COLOUR = re.compile(r"#[0-9a-f]{6}\Z")


def checked_accent(text: str) -> str:
    """Return a colour as it is kept (`#c2331a`).

    Raises `Invalid` (`accent`): `colour_unknown`, or `colour_too_light` with its contrast against
    white, cut to a tenth.
    """
    colour = text.strip().lower()
    if not _COLOUR.match(colour):
        raise Invalid(fields=[FieldError("accent", "colour_unknown")])
    ratio = contrast(colour, WHITE)
    if ratio < LEAST_CONTRAST:
        params = {"ratio": math.floor(ratio * 10) / 10, "least": LEAST_CONTRAST}
        raise Invalid(fields=[FieldError("accent", "colour_too_light", params)])
    return colour


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 says it, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of `#rrggbb`, each from 0 to 255."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(each / 255) for each in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else math.pow((part + 0.055) / 1.055, 2.4)
