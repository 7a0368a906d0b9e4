"""Codes of the services → sentences that name the field and the remedy, in the page's language.

Each product has its own words for fields, and for what is said of its things; they come before
those below, which every page shares.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from flask import Flask, current_app, request

from services.gateway.kit.i18n import current_language, gettext
from shared.errors import FieldError
from shared.forms.field import Field
from shared.forms.finding import Found, find
from shared.forms.sentences import label_of
from shared.forms.sentences import sentence as declared

KEY = "kermesse-words"


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark `text` for the catalogue."""
    return text


@dataclass(frozen=True)
class Words:
    """Words of a product, in English as the catalogues know them.

    `forms` are the fields of its forms, which bring names and sentences of their own. For what is
    no form's, `fields` names the field at a path, `sentences` says a code, and `exact` a pair
    (path, code) better than the code alone.
    """

    forms: tuple[Field, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    sentences: Mapping[str, str] = field(default_factory=dict)
    exact: Mapping[tuple[str, str], str] = field(default_factory=dict)


# Refusals that concern no field: the slugs of problem documents.
SENTENCES: Mapping[str, str] = {
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
    "outbox_full": N_("The service does not answer right now. Nothing is lost: try again."),
}

_SHARED = Words()


def install(app: Flask, words: Mapping[str, Words]) -> None:
    """Know the words of each product, by its name."""
    app.extensions[KEY] = dict(words)
    app.jinja_env.globals["field_name"] = field_name


def field_name(path: str) -> str:
    """Return the name of the field at `path`, else that of the group it stands in."""
    own = _words()
    parts = [part for part in path.split(".") if not part.isdigit()]
    groups = [".".join(parts[:length]) for length in range(len(parts), 0, -1)]
    for group in (path, *groups[:-1]):
        if (found := find(own.forms, group)) is not None:
            return label_of(found, current_language())
    return next((gettext(own.fields[each]) for each in groups if each in own.fields), groups[0])


def is_known(code: str) -> bool:
    """Tell whether there is a sentence for this code."""
    return code in _words().sentences or code in SENTENCES


def sentence(
    code: str,
    field: str = "",
    params: Mapping[str, Any] | None = None,
    *,
    found: Found | None = None,
) -> str:
    """Return what is wrong and what to do about it.

    What the field declares comes first, then what every field says, then the product's own words.
    `found` is the field where the caller has it.
    """
    own, language = _words(), current_language()
    found = found or (find(own.forms, field) if field else None)
    name = "" if found else field_name(field)
    error, exact = FieldError(field, code, params or {}), own.exact.get((field, code))
    said = None if exact else declared(error, found, language, name=name)
    text = exact or own.sentences.get(code) or SENTENCES.get(code)
    if said is None and text is not None:
        return gettext(text) % _Params({**error.params, "field": name or field_name(field)})
    return said or str(declared(replace(error, code="invalid"), found, language, name=name))


class _Params(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "?"


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
