"""What is wrong with JSON values that were never read by a schema: params, answers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from shared.errors import FieldError
from shared.forms.field.declaring import Field, Kind

LONGEST_TEXT = 200
Fault = tuple[str, Mapping[str, Any]]


def faults_of(fields: Iterable[Field], values: Mapping[str, Any], at: str = "") -> list[FieldError]:
    """Return what is wrong with a flat object, each field's path behind `at` (`answers.`).

    Its members are texts, whole numbers or choices; a name that no field has is `unknown`.
    """
    known = {field.path: field for field in fields}
    errors = [FieldError(f"{at}{name}", "unknown") for name in values if name not in known]
    for name, field in known.items():
        for code, params in _faults(field, values.get(name)):
            errors.append(FieldError(f"{at}{name}", code, params))
    return errors


def _faults(field: Field, value: Any) -> Iterator[Fault]:
    if value is None or value == "":
        if field.required:
            yield "missing", {}
    else:
        yield from _CHECKS[field.kind](field, value)


def _text(field: Field, value: Any) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield "type", {"expected": "string"}
        return
    yield from _bounds(field.minimum, field.maximum or LONGEST_TEXT, len(value), "short", "long")
    if field.check is not None and (code := field.check(value)):
        yield code, {}


def _whole(field: Field, value: Any) -> Iterator[Fault]:
    if isinstance(value, bool) or not isinstance(value, int):
        yield "type", {"expected": "integer"}
        return
    yield from _bounds(field.minimum, field.maximum, value, "small", "large")


def _choice(field: Field, value: Any) -> Iterator[Fault]:
    offered = [choice.value for choice in field.choices]
    if value not in offered:
        yield "choice", {"choices": offered}


def _bounds(
    minimum: int | None, maximum: int | None, size: int, below: str, above: str
) -> Iterator[Fault]:
    if minimum is not None and size < minimum:
        yield f"too_{below}", {"min": minimum}
    elif maximum is not None and size > maximum:
        yield f"too_{above}", {"max": maximum}


_CHECKS: Mapping[Kind, Callable[[Field, Any], Iterator[Fault]]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.SECRET: _text,
    Kind.WHOLE: _whole,
    Kind.CHOICE: _choice,
}
