"""The entry form: what was typed → what the service takes, and its refusals → sentences."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from unicodedata import normalize

from flask import request
from werkzeug.datastructures import MultiDict

from services.gateway.kit.i18n import current_language
from services.gateway.kit.parts import parts
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import is_known, sentence
from services.gateway.products.contests.words import ENTRY_FIELDS
from services.gateway.products.contests.words.states import UNREADABLE
from shared.errors import FieldError
from shared.forms.described import fields_from
from shared.forms.field import Field, value_at
from shared.forms.reading import Reading
from shared.forms.writing import Typed
from shared.ids import canonical_key

_LINK = re.compile(r"[\w-]{1,64}")
_NO_SOURCE = re.compile(r"[^a-z0-9_-]+")
LONGEST_SOURCE = 64
# Asked for wherever one country is out, which is everywhere.
COUNTRY = "country"
_KEY = re.compile(r"[0-9a-f]{32}")
Told = Sequence[Mapping[str, Any]]


def fresh_form() -> Typed:
    """Return the values of a form that nobody has filled yet."""
    came_by = request.args.get("s") or request.args.get("utm_source", "")
    led_by = known_link(request.args.get("via", ""))
    return MultiDict({"source": known_source(came_by), "link": led_by, "request_key": new_key()})


def typed_form() -> Typed:
    """Return what was typed; a repeat of the same sending keeps its key."""
    typed = MultiDict(request.form)
    typed["source"] = known_source(typed.get("source", ""))
    typed["link"] = known_link(typed.get("link", ""))
    if not _KEY.fullmatch(typed.get("request_key", "")):
        typed["request_key"] = new_key()
    return typed


def new_key() -> str:
    """Return the key of one sending, 32 hexadecimal characters."""
    return parts().ids.secret(16).hex()


def known_source(text: str) -> str:
    """Return the name of where someone came from, "" where nothing was said.

    One source has one name, whatever its capitals, accents and blanks. What leaves nothing to
    read is counted as such: nobody who comes by a link can correct it.
    """
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found = _NO_SOURCE.sub("-", plain).strip("-")[:LONGEST_SOURCE]
    return found or (UNREADABLE if text.strip() else "")


def known_link(text: str) -> str:
    """Return the key of the partner's link that led here, "" where none did, or no key could.

    It is carried by the form alone, within this visit: nothing of it stays in the browser.
    """
    key = canonical_key(text.strip())
    return key if _LINK.fullmatch(key) else ""


def entry_fields(told: Told) -> tuple[Field, ...]:
    """Return what the form asks, in its order; `told` is what the contest's mechanic asks."""
    own = [field.at(f"answers.{field.path}") for field in fields_from(told)]
    ticks = [field.path for field in ENTRY_FIELDS].index("of_age")
    return (*ENTRY_FIELDS[:ticks], *own, *ENTRY_FIELDS[ticks:])


def entry_of(typed: Typed, reading: Reading) -> dict[str, Any]:
    """Return the body that the service takes.

    A box that is not ticked says nothing: the service asks for it, and counts nobody as refused.
    """
    more = {"language": current_language(), "source": typed.get("source", "")}
    if link := typed.get("link", ""):
        more["link"] = link
    said = {name: value for name, value in reading.body().items() if value is not False}
    return {"answers": {}, **said, **more}


def key_of_content(key: str, entry: Mapping[str, Any]) -> str:
    """Return a key for this very content: the same again is still one entry."""
    written = json.dumps(entry, sort_keys=True).encode()
    return f"{key}-{hashlib.sha256(written).hexdigest()[:16]}"


def away_sentence(problem: ServiceProblem) -> str:
    """Return what to do while the service is away, or cannot answer yet."""
    return sentence(problem.slug if is_known(problem.slug) else "unavailable")


def errors_of(
    wrong: Sequence[FieldError], entry: Mapping[str, Any], contest: Mapping[str, Any]
) -> list[FieldError]:
    """Return what is wrong with an entry, in the order of the form.

    The service may stop at the first thing that is wrong: what is plainly empty is said with it.
    """
    age = contest["settings"]["eligibility"]["minimum_age"]
    asked = entry_fields(contest["entry_fields"])
    empty = [
        FieldError(field.path, "missing")
        for field in asked
        if (field.required or field.path == COUNTRY) and not value_at(entry, field.path)
    ]
    found = {each.field: each for each in (*empty, *reversed(wrong))}
    paths = [field.path for field in asked]
    ordered = sorted(found.values(), key=lambda each: [*paths, each.field].index(each.field))
    return [replace(each, params={"age": age, **each.params}) for each in ordered]
