"""marshmallow's messages → field errors with stable codes, which pages translate."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypedDict

from marshmallow import fields, validate

from shared.errors import FieldError


class Violation(TypedDict):
    """One member of a problem's `errors`."""

    field: str
    code: str
    params: Mapping[str, Any]
    detail: str


def violations_of_fields(errors: tuple[FieldError, ...]) -> list[Violation]:
    """Return the members of `errors` for a use case's field errors."""
    return [
        Violation(
            field=each.field,
            code=each.code,
            params=dict(each.params),
            detail=each.code.replace("_", " ").capitalize() + ".",
        )
        for each in errors
    ]


def violations_of_messages(messages: Any) -> list[Violation]:
    """Return the members of `errors` for webargs' messages: location → field → sentences.

    A sentence that is itself a slug (`ValidationError("closes_before_opening")`) is the code.
    """
    located = messages if isinstance(messages, Mapping) else {"": messages}
    return [each for inner in located.values() for each in _walk(inner, ())]


def _walk(messages: Any, path: tuple[str, ...]) -> Iterator[Violation]:
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            yield from _walk(inner, path if key == "_schema" else (*path, str(key)))
    elif isinstance(messages, list | tuple):
        for inner in messages:
            yield from _walk(inner, path)
    else:
        yield _violation(".".join(path), str(messages))


def _violation(field: str, sentence: str) -> Violation:
    if _SLUG.fullmatch(sentence):
        detail = sentence.replace("_", " ").capitalize() + "."
        return Violation(field=field, code=sentence, params={}, detail=detail)
    for pattern, code in _PATTERNS:
        if found := pattern.fullmatch(sentence):
            params = {name: _param(name, text) for name, text in found.groupdict().items()}
            return Violation(field=field, code=code, params=params, detail=sentence)
    return Violation(field=field, code="invalid", params={}, detail=sentence)


def _param(name: str, text: str) -> Any:
    if name in ("choices", "values"):
        return text.split(", ")
    return int(text) if re.fullmatch(r"-?\d+", text) else text


def _pattern(template: str) -> re.Pattern[str]:
    """Turn a template of marshmallow (`Shorter than minimum length {min}.`) into a pattern."""
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(template)), re.DOTALL)


_SLUG = re.compile(r"[a-z][a-z0-9_]*")
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (_pattern(str(fields.Field.default_error_messages["required"])), "required"),
    (_pattern(str(fields.Field.default_error_messages["null"])), "required"),
    (_pattern("Unknown field."), "unknown"),
    (_pattern(validate.Length.message_min), "too_short"),
    (_pattern(validate.Length.message_max), "too_long"),
    (_pattern(validate.Length.message_all), "length"),
    (_pattern(validate.Length.message_equal), "length"),
    (re.compile(r"Must be greater than (?:or equal to )?(?P<min>\S+) and less .*?(?P<max>\S+)\."),
     "out_of_range"),
    (re.compile(r"Must be greater than (?:or equal to )?(?P<min>\S+)\."), "too_small"),
    (re.compile(r"Must be less than (?:or equal to )?(?P<max>\S+)\."), "too_large"),
    (_pattern(validate.OneOf.default_message), "choice"),
    (_pattern(validate.ContainsOnly.default_message), "choice"),
    (_pattern(validate.Email.default_message), "email"),
    (_pattern(validate.URL.default_message), "url"),
    (_pattern(validate.Regexp.default_message), "pattern"),
    (re.compile(r"Not a valid (?P<expected>[\w -]+)\."), "type"),
    (_pattern("Invalid input type."), "type"),
)  # fmt: skip
