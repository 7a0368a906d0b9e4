"""A line of a file → a link as the team makes one, or why not."""

from collections.abc import Mapping
from typing import Any

from services.influencers.domain.link import NewLinkForm
from services.influencers.domain.link.form import LONGEST_UTM
from services.influencers.domain.link.utm import NAMES
from shared.errors import FieldError, Invalid

LONGEST_LABEL = 80


def link_of_line(line: Mapping[str, str]) -> NewLinkForm:
    """Return what a line says. Raises `Invalid` with the first field that is wrong."""
    told: dict[str, Any] = {name: text for name, text in line.items() if name != "email"}
    if not told["destination"]:
        raise _wrong("destination", "missing")
    for name, text in told.items():
        most = LONGEST_LABEL if name == "label" else LONGEST_UTM if name in NAMES else None
        if most is not None and len(text) > most:
            raise _wrong(name, "too_long", max=most)
        if not text.isprintable():
            raise _wrong(name, "unprintable")
    return NewLinkForm(**told)


def _wrong(field: str, code: str, **params: int) -> Invalid:
    return Invalid(fields=[FieldError(field, code, params)])
