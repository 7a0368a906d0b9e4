"""The entry form: what was typed → what the service takes, and its refusals → sentences."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict

from services.gateway.kit.i18n import both, current_language, gettext
from services.gateway.kit.parts import parts
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import is_known, sentence
from shared.errors import FieldError

_SOURCE = re.compile(r"[A-Za-z0-9_-]{1,64}")
_KEY = re.compile(r"[0-9a-f]{32}")
_COUNTRY = re.compile(r"[A-Z]{2}")
ORDER = ("first_name", "email", "country", "answers", "of_age", "accept_rules", "opt_in")

Fields = Sequence[Mapping[str, Any]]


def fresh_form() -> MultiDict[str, str]:
    """Return the values of a form that nobody has filled yet."""
    return MultiDict({"source": known_source(request.args.get("s", "")), "request_key": new_key()})


def typed_form() -> MultiDict[str, str]:
    """Return what was typed; a repeat of the same sending keeps its key."""
    typed = MultiDict(request.form)
    typed["source"] = known_source(typed.get("source", ""))
    if not _KEY.fullmatch(typed.get("request_key", "")):
        typed["request_key"] = new_key()
    return typed


def new_key() -> str:
    """Return the key of one sending, 32 hexadecimal characters."""
    return parts().ids.secret(16).hex()


def known_source(text: str) -> str:
    """Return where someone came from, "" unless it is a source's name: nobody can correct it."""
    return text if _SOURCE.fullmatch(text) else ""


def entry_of(typed: Mapping[str, str], fields: Fields) -> dict[str, Any]:
    """Return the body that the service takes."""
    country = typed.get("country", "")
    return {
        "email": typed.get("email", "").strip(),
        "first_name": typed.get("first_name", "").strip(),
        "country": country if _COUNTRY.fullmatch(country) else "",
        "of_age": bool(typed.get("of_age")),
        "accept_rules": bool(typed.get("accept_rules")),
        "opt_in": bool(typed.get("opt_in")),
        "language": current_language(),
        "source": typed.get("source", ""),
        "answers": dict(filter(None, (_answer(typed, spec) for spec in fields))),
    }


def _answer(typed: Mapping[str, str], spec: Mapping[str, Any]) -> tuple[str, Any] | None:
    text = typed.get(f"answers.{spec['name']}", "").strip()
    if not text:
        return None
    whole = spec["type"] == "integer" and re.fullmatch(r"-?[0-9]{1,15}", text)
    return spec["name"], int(text) if whole else text


def key_of_content(key: str, entry: Mapping[str, Any]) -> str:
    """Return a key for this very content: the same again is still one entry."""
    written = json.dumps(entry, sort_keys=True).encode()
    return f"{key}-{hashlib.sha256(written).hexdigest()[:16]}"


def away_sentence(problem: ServiceProblem) -> str:
    """Return what to do while the service is away, or cannot answer yet."""
    return sentence(problem.slug if is_known(problem.slug) else "unavailable")


def problems_of(
    problem: ServiceProblem, typed: Mapping[str, Any], contest: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """Return (field id, sentence) of a refusal of the entry `typed`, in the order of the form.

    The service may stop at the first thing that is wrong: what is plainly empty is said with it.
    """
    if not problem.errors:
        return [("", sentence(problem.slug))]
    wrong = {each.field: each for each in (*_empty(typed), *reversed(problem.errors))}
    ordered = sorted(wrong.values(), key=lambda each: _place(each.field))
    return [(each.field, _said(each, contest)) for each in ordered]


def _empty(typed: Mapping[str, Any]) -> list[FieldError]:
    asked = {"first_name": "required", "email": "required", "country": "required",
             "of_age": "minor", "accept_rules": "rules_not_accepted"}  # fmt: skip
    return [FieldError(name, code) for name, code in asked.items() if not typed[name]]


def _place(field: str) -> int:
    first = field.split(".")[0]
    return ORDER.index(first) if first in ORDER else len(ORDER)


def _said(error: FieldError, contest: Mapping[str, Any]) -> str:
    age = (contest["settings"].get("eligibility") or {}).get("minimum_age", 18)
    params = {"age": age, **error.params}
    labels = {f"answers.{spec['name']}": both(spec["label"]) for spec in contest["entry_fields"]}
    if error.field in labels:
        return sentence(error.code, params=params, name=labels[error.field])
    if (error.field, error.code) == ("country", "country_excluded"):
        return gettext("This contest is not open in your country. Nothing of you was stored.")
    code = "required" if error.code in ("missing", "too_short") else error.code
    return sentence(code, error.field, params)
