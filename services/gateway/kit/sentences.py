"""Codes of the services → sentences that name the field and the remedy, in the page's language.

Each product has its own words for fields, and for what is said of its things; they come before
those below, which every page shares.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from flask import Flask, current_app, request

from services.gateway.kit.formats import window_text
from services.gateway.kit.i18n import gettext
from shared.errors import FieldError

KEY = "kermesse-words"


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark `text` for the catalogue."""
    return text


@dataclass(frozen=True)
class Words:
    """Words of a product, in English as the catalogues know them.

    `fields` names the field at a path (rows of a list share one name), `sentences` says a code, and
    `exact` a pair (path, code) better than the code alone.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    sentences: Mapping[str, str] = field(default_factory=dict)
    exact: Mapping[tuple[str, str], str] = field(default_factory=dict)


SENTENCES: Mapping[str, str] = {
    "missing": N_("%(field)s: nothing is entered. Fill it in."),
    "required": N_("%(field)s: nothing is entered. Fill it in."),
    "unknown": N_("%(field)s: this is not expected here. Take it away."),
    "too_short": N_("%(field)s: this is too short. Enter at least %(min)s characters."),
    "too_long": N_("%(field)s: this is too long. Enter at most %(max)s characters."),
    "length": N_("%(field)s: the length does not fit. Correct it."),
    "too_small": N_("%(field)s: this is too small. Enter %(min)s or more."),
    "too_large": N_("%(field)s: this is too large. Enter %(max)s or less."),
    "out_of_range": N_("%(field)s: enter a value from %(min)s to %(max)s."),
    "choice": N_("%(field)s: choose one of the list."),
    "email": N_("%(field)s: this is not an e-mail address. Correct it."),
    "url": N_("%(field)s: this is not a complete address. It begins with https."),
    "pattern": N_("%(field)s: this has an unexpected form. Correct it."),
    "type": N_("%(field)s: this cannot be read. Correct it."),
    "number": N_("%(field)s: enter a whole number in figures."),
    "amount": N_("%(field)s: enter an amount in figures, for instance 650.00."),
    "date": N_("%(field)s: this date cannot be read. Choose it again."),
    "invalid": N_("%(field)s: this cannot be accepted. Correct it."),
    "duplicate": N_("%(field)s: this exists already. Choose something else."),
    "stale": N_(
        "Someone else changed this in the meantime. What you typed is kept below: compare it, "
        "then save again."
    ),
    "forbidden": N_("Your role does not allow this. Ask an owner or a manager."),
    "not_found": N_("There is nothing at this address."),
    "throttled": N_("There were too many attempts. Try again later."),
    "unavailable": N_("The service does not answer right now. Nothing is lost: try again."),
    "try_again": N_("The service does not answer right now. Nothing is lost: try again."),
    "store_unavailable": N_("The service does not answer right now. Nothing is lost: try again."),
    "zone": N_("%(field)s: choose one of the list."),
    "unprintable": N_("%(field)s: this holds characters that cannot be shown. Type it again."),
    "bad_instant": N_("%(field)s: this date cannot be read. Choose it again."),
    "outbox_full": N_("The service does not answer right now. Nothing is lost: try again."),
}

_SHARED = Words(sentences=SENTENCES)
_MISSING_PARAMS = {"min": "1", "max": "?", "age": "18", "lowest": "13", "maximum": "1000"}


def install(app: Flask, words: Mapping[str, Words]) -> None:
    """Know the words of each product, by its name."""
    app.extensions[KEY] = dict(words)
    app.jinja_env.globals["field_name"] = field_name


def field_name(path: str) -> str:
    """Return the name of the field at `path`, else that of the group it stands in."""
    parts = [part for part in path.split(".") if not part.isdigit()]
    known = _words().fields
    groups = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((gettext(known[each]) for each in groups if each in known), ".".join(parts))


def is_known(code: str) -> bool:
    """Tell whether there is a sentence for this code."""
    return code in _words().sentences or code in SENTENCES


def sentence(
    code: str, field: str = "", params: Mapping[str, Any] | None = None, *, name: str = ""
) -> str:
    """Return what is wrong and what to do about it; `name` is the field's where no table has it."""
    own = _words()
    said = own.exact.get((field, code)) or own.sentences.get(code)
    text = said or SENTENCES.get(code) or SENTENCES["invalid"]
    values = {**_MISSING_PARAMS, **(params or {}), "field": name or field_name(field)}
    if isinstance(values.get("shortest"), int | float):
        values["shortest"] = window_text(int(values["shortest"]))
    values.setdefault("shortest", "?")
    return gettext(text, **values)


def sentences(errors: Iterable[FieldError]) -> dict[str, str]:
    """Return field → sentence, the first one of each field."""
    found: dict[str, str] = {}
    for each in errors:
        found.setdefault(each.field, sentence(each.code, each.field, each.params))
    return found


def _words() -> Words:
    """Return the words of the product whose page this is."""
    joined = cast(Mapping[str, Words], current_app.extensions[KEY])
    return joined.get((request.blueprint or "").partition(".")[0], _SHARED)
