"""How a mechanic describes what it asks: pages draw these fields without knowing the mechanic."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from shared.errors import FieldError

LONGEST_TEXT = 200
Texts = Mapping[str, str]


class FieldType(StrEnum):
    """What may be typed. A `secret` is a text that only staff see, and only before the opening."""

    TEXT = "text"
    INTEGER = "integer"
    CHOICE = "choice"
    SECRET = "secret"  # noqa: S105 - the name of a type


@dataclass(frozen=True)
class Choice:
    """One of the values of a `choice` field, with its label in each language."""

    value: str
    label: Texts


@dataclass(frozen=True)
class FieldSpec:
    """One field. `label` and `hint` hold a text for each language (`fr`, `en`).

    `minimum` and `maximum` bound an integer, or the number of characters of a text.
    """

    name: str
    type: FieldType
    label: Texts
    hint: Texts = field(default_factory=dict)
    required: bool = False
    choices: tuple[Choice, ...] = ()
    minimum: int | None = None
    maximum: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it as the API shows it."""
        return {**asdict(self), "choices": [asdict(choice) for choice in self.choices]}


def check_values(
    specs: Sequence[FieldSpec], values: Mapping[str, Any], path: str
) -> list[FieldError]:
    """Return what is wrong with `values`, each field's name behind `path` (`answers`)."""
    known = {spec.name: spec for spec in specs}
    errors = [FieldError(f"{path}.{name}", "unknown") for name in values if name not in known]
    for name, spec in known.items():
        errors += (
            FieldError(f"{path}.{name}", code, params)
            for code, params in _faults(spec, values.get(name))
        )
    return errors


def _faults(spec: FieldSpec, value: Any) -> list[tuple[str, dict[str, Any]]]:
    if value is None or value == "":
        return [("missing", {})] if spec.required else []
    return _CHECKS[spec.type](spec, value)


def _text(spec: FieldSpec, value: Any) -> list[tuple[str, dict[str, Any]]]:
    if not isinstance(value, str):
        return [("type", {"expected": "string"})]
    return _bounds(spec, len(value), spec.maximum or LONGEST_TEXT, ("too_short", "too_long"))


def _integer(spec: FieldSpec, value: Any) -> list[tuple[str, dict[str, Any]]]:
    if isinstance(value, bool) or not isinstance(value, int):
        return [("type", {"expected": "integer"})]
    return _bounds(spec, value, spec.maximum, ("too_small", "too_large"))


def _choice(spec: FieldSpec, value: Any) -> list[tuple[str, dict[str, Any]]]:
    offered = [choice.value for choice in spec.choices]
    return [] if value in offered else [("choice", {"choices": offered})]


def _bounds(
    spec: FieldSpec, size: int, maximum: int | None, codes: tuple[str, str]
) -> list[tuple[str, dict[str, Any]]]:
    if spec.minimum is not None and size < spec.minimum:
        return [(codes[0], {"min": spec.minimum})]
    if maximum is not None and size > maximum:
        return [(codes[1], {"max": maximum})]
    return []


_CHECKS: Mapping[FieldType, Callable[[FieldSpec, Any], list[tuple[str, dict[str, Any]]]]] = {
    FieldType.TEXT: _text,
    FieldType.SECRET: _text,
    FieldType.INTEGER: _integer,
    FieldType.CHOICE: _choice,
}
