"""The colour of a workspace: text in it, and a code in it, can be read on white."""

import re
from decimal import ROUND_FLOOR, Decimal

from coloraide import Color

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
        shown = float(Decimal(ratio).quantize(Decimal("0.1"), ROUND_FLOOR))
        params = {"ratio": shown, "least": LEAST_CONTRAST}
        raise Invalid(fields=[FieldError("accent", "colour_too_light", params)])
    return colour


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 says it, from 1 to 21."""
    return Color(one).contrast(other, method="wcag21")


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of `#rrggbb`, each from 0 to 255."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue
