"""Spaces that do not break, where each language wants them, and which locale a language is."""

import re
from itertools import pairwise

NO_BREAK = "\u00a0"
NARROW = "\u202f"
_BEFORE_COLON = re.compile(r"[ \u00a0]+(?=[:»€%])")
_BEFORE_HIGH = re.compile(r"[ \u00a0\u202f]+(?=[;!?])")
_AFTER_QUOTE = re.compile(r"«[ \u00a0]*")
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=(?:h|ans?|caractères|heures?|jours?|minutes?|secondes?)\b)")


def locale_of(language: str) -> str:
    """Return the locale of a language, as Babel names it."""
    return "fr" if language == "fr" else "en_GB"


def french_spacing(text: str) -> str:
    """Return `text` with the spaces that French typography asks for.

    U+00A0 before `:` `€` `%` and inside « », between a number and its unit; U+202F before `; ! ?`.
    Only spaces that are there are changed, so that addresses of pages stay whole.
    """
    text = _AFTER_QUOTE.sub("«" + NO_BREAK, text)
    text = _BEFORE_COLON.sub(NO_BREAK, text)
    text = _BEFORE_HIGH.sub(NARROW, text)
    return _BEFORE_UNIT.sub(NO_BREAK, text)


def with_units(text: str) -> str:
    """Return `text` with each number held to the word after it."""
    head = text.split(" ")
    joined = head[0]
    for before, word in pairwise(head):
        joined += (NO_BREAK if before[-1:].isdigit() else " ") + word
    return joined
