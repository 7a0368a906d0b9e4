"""Fields ↔ the JSON that describes them to whoever draws a page: `house.json` and the API."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from shared.forms.field import Choice, Field, Kind, When
from shared.forms.field.values import in_json


def described(field: Field) -> dict[str, Any]:
    """Return a field as JSON: the members that the API always had, then those that say something.

    Nobody outside the domain runs its `check`: it is left out.
    """
    more = {
        "page_name": field.name,
        "default": in_json(field.default),
        "when": asdict(field.when) if field.when else None,
        "excluded": list(field.excluded),
        "zone": field.zone,
        "fields": [described(each) for each in field.fields],
        "says": {code: dict(texts) for code, texts in field.says.items()},
    }
    return {
        "name": field.path,
        "type": field.kind.value,
        "label": dict(field.label),
        "hint": dict(field.hint),
        "required": field.required,
        "choices": [asdict(choice) for choice in field.choices],
        "minimum": field.minimum,
        "maximum": field.maximum,
        **{name: value for name, value in more.items() if value not in (None, "", [], {})},
    }


def fields_from(told: Iterable[Mapping[str, Any]]) -> tuple[Field, ...]:
    """Return the fields that `described` told."""
    return tuple(_field(each) for each in told)


def _field(told: Mapping[str, Any]) -> Field:
    return Field(
        Kind(told["type"]),
        told["label"],
        path=told["name"],
        name=told.get("page_name", ""),
        hint=told.get("hint") or {},
        required=bool(told.get("required")),
        default=told.get("default"),
        minimum=told.get("minimum"),
        maximum=told.get("maximum"),
        choices=tuple(Choice(each["value"], each["label"]) for each in told.get("choices") or ()),
        when=When(told["when"]["field"], told["when"]["value"]) if told.get("when") else None,
        excluded=tuple(told.get("excluded") or ()),
        zone=told.get("zone", ""),
        fields=fields_from(told.get("fields") or ()),
        says=told.get("says") or {},
    )
