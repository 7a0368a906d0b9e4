"""The values of a form: where they stand in JSON, their defaults, and the form they make."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar

from shared.errors import FieldError, Invalid
from shared.events import instant_of, instant_text
from shared.forms.field.declaring import LANGUAGES, LISTS, Field, Kind, members_of
from shared.money import Money

Body = Mapping[str, Any]
Form = TypeVar("Form")


def value_at(body: Body, path: str) -> Any:
    """Return the value at a dotted path, or None."""
    value: Any = body
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def put_at(body: dict[str, Any], path: str, value: Any) -> None:
    """Put a value at a dotted path, with the objects that lead to it."""
    *groups, last = path.split(".")
    for name in groups:
        body = body.setdefault(name, {})
    body[last] = value


def given(field: Field, body: Body) -> Any:
    """Return the JSON value of a field, its default where there is none, or None."""
    if field.kind is Kind.TEXTS:
        texts = {each: value_at(body, field.path.format(language=each)) for each in LANGUAGES}
        return {language: text for language, text in texts.items() if text} or None
    value = value_at(body, field.path)
    return in_json(field.default) if value is None else value


def asked(field: Field, body: Body) -> bool:
    """Return whether a field is asked, by the others' values in `body`."""
    return field.when is None or value_at(body, field.when.field) == field.when.value


def missing_of(fields: Iterable[Field], body: Body) -> Iterator[FieldError]:
    """Yield each required field that is asked and has no value; rows, and languages, aside."""
    for field in fields:
        if field.required and asked(field, body) and given(field, body) in (None, "", []):
            yield FieldError(field.path, "missing")


def defaults_of(fields: Iterable[Field]) -> dict[str, Any]:
    """Return the JSON that holds every default, and every group that a field belongs to."""
    body: dict[str, Any] = {}
    for field in fields:
        group = body
        for name in field.path.partition(".{language}")[0].split(".")[:-1]:
            group = group.setdefault(name, {})
        if field.default is not None:
            put_at(body, field.path, in_json(field.default))
    return body


def filled(form: type[Form], body: Body) -> Form:
    """Return the form that complete JSON makes; raise `Invalid` with every field that is missing.

    Instants become datetimes, durations timedeltas, amounts `Money`, lists tuples, rows their form.
    """
    members = members_of(form)
    if missing := tuple(missing_of(members.values(), body)):
        raise Invalid(fields=missing)
    values = {name: _in_python(field, given(field, body)) for name, field in members.items()}
    return form(**{name: value for name, value in values.items() if value is not None})


def in_json(value: Any) -> Any:
    """Return a value of a form as JSON."""
    if isinstance(value, timedelta):
        return int(value.total_seconds())
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, Money):
        return value.to_json()
    return [in_json(each) for each in value] if isinstance(value, tuple) else value


def _in_python(field: Field, value: Any) -> Any:
    if value is None:
        return None
    if field.row is not None:
        return tuple(filled(field.row, each) for each in value)
    return tuple(value) if field.kind in LISTS else _PYTHON.get(field.kind, _same)(value)


def _same(value: Any) -> Any:
    return value


_PYTHON: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.INSTANT: instant_of,
    Kind.DURATION: lambda seconds: timedelta(seconds=seconds),
    Kind.AMOUNT: Money.from_json,
}
