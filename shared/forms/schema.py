"""A form → the marshmallow schema by which an API reads it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from shared.forms.field import LANGUAGES, Field, Kind
from shared.forms.field.checking import LONGEST_TEXT
from shared.forms.field.values import in_json
from shared.forms.wall_time import known_zones
from shared.webapp.fields import Exactly, Instant, Printable, Truth, Whole

COUNTRY = r"[A-Z]{2}"
FILE_ID = r"[0-9A-Za-z_-]{1,64}"


class MoneySchema(Schema):
    """An amount in minor units (cents) of an ISO 4217 currency."""

    amount = Whole(required=True, validate=validate.Range(min=0, max=10**12))
    currency = fields.String(required=True, validate=Exactly(r"[A-Z]{3}"))


def schema_of(
    asked: Iterable[Field],
    name: str,
    *,
    under: str = "",
    draft: bool = False,
    **members: fields.Field[Any],
) -> type[Schema]:
    """Return a schema of this name for the fields whose paths begin with `under`.

    `members` are read beside them, or in place of one of the first level. In a draft every member
    is optional, null takes back one of the first level, and nothing has a default: what a draft
    lacks is for its domain to say.
    """
    begin = f"{under}." if under else ""
    inside = [field.at(field.path[len(begin) :]) for field in asked if field.path.startswith(begin)]
    more = {"allow_none": True} if draft else {}
    return _schema([one for field in inside for one in _spread(field)], name, draft, more, members)


def _spread(field: Field) -> list[Field]:
    """Return a text in each language as one text for each."""
    if field.kind is not Kind.TEXTS:
        return [field]
    return [
        Field(
            Kind.TEXT,
            field.label,
            path=field.path.format(language=language),
            minimum=field.minimum,
            maximum=field.maximum,
        )
        for language in LANGUAGES
    ]


def _schema(
    asked: Iterable[Field],
    name: str,
    draft: bool,
    more: Mapping[str, Any],
    own: Mapping[str, fields.Field[Any]],
) -> type[Schema]:
    groups: dict[str, list[Field]] = {}
    for field in asked:
        groups.setdefault(field.path.partition(".")[0], []).append(field)
    read = {head: _member(head, group, draft, more) for head, group in groups.items()}
    return Schema.from_dict({**read, **own}, name=f"{name}Schema")


def _member(
    head: str, group: list[Field], draft: bool, more: Mapping[str, Any]
) -> fields.Field[Any]:
    if group[0].path == head:
        return marshmallow_field(group[0], draft=draft, **more)
    rest = [field.at(field.path[len(head) + 1 :]) for field in group]
    name = "".join(word.capitalize() for word in head.split("_"))
    return fields.Nested(_schema(rest, name, draft, {}, {}), **more)


def marshmallow_field(field: Field, *, draft: bool = False, **more: Any) -> fields.Field[Any]:
    """Return the field of a schema that reads this one."""
    if field.required and not draft:
        more["required"] = True
    elif not draft:
        more["load_default"] = in_json(field.empty if field.default is None else field.default)
    return _MAKERS[field.kind](field, draft, more)


Maker = Callable[[Field, bool, dict[str, Any]], fields.Field[Any]]


def _text(field: Field, draft: bool, more: dict[str, Any]) -> fields.Field[Any]:
    shortest = max(field.minimum or 0, int(field.required and not draft))
    printable = Printable(shortest, field.maximum or LONGEST_TEXT)

    def validator(value: str) -> None:
        if field.check is not None and (code := field.check(value)):
            raise ValidationError(code)
        printable(value)

    return fields.String(validate=validator, **more)


def _whole(field: Field, _draft: bool, more: dict[str, Any]) -> fields.Field[Any]:
    return Whole(validate=validate.Range(min=field.minimum, max=field.maximum), **more)


def _zone(value: str) -> None:
    if value not in known_zones():
        raise ValidationError("zone")


def _line(*validators: Any) -> Maker:
    return lambda _field, _draft, more: fields.String(validate=validators, **more)


def _list(of: Callable[[Field], Any]) -> Maker:
    def made(field: Field, _draft: bool, more: dict[str, Any]) -> fields.Field[Any]:
        sizes = [validate.Length(field.minimum, field.maximum)] * bool(field.maximum)
        return fields.List(fields.String(validate=of(field)), validate=sizes, **more)

    return made


def _country(field: Field, _draft: bool, more: dict[str, Any]) -> fields.Field[Any]:
    # One that is not required may be told by nobody.
    pattern = COUNTRY if field.required else f"({COUNTRY})?"
    return fields.String(validate=Exactly(pattern), **more)


def _rows(field: Field, draft: bool, more: dict[str, Any]) -> fields.Field[Any]:
    name = field.row.__name__ if field.row else "Row"
    row = schema_of(field.fields, name) if not draft else _schema(field.fields, name, draft, {}, {})
    return fields.List(fields.Nested(row), validate=validate.Length(max=field.maximum), **more)


def _choices(field: Field) -> validate.OneOf:
    return validate.OneOf([choice.value for choice in field.choices])


_MAKERS: Mapping[Kind, Maker] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.SECRET: _text,
    Kind.WHOLE: _whole,
    Kind.AMOUNT: lambda _field, _draft, more: fields.Nested(MoneySchema, **more),
    Kind.INSTANT: lambda _field, _draft, more: Instant(**more),
    Kind.ZONE: _line(_zone),
    Kind.DURATION: _whole,
    Kind.CHOICE: lambda field, _draft, more: fields.String(validate=_choices(field), **more),
    Kind.CHOICES: _list(_choices),
    Kind.COUNTRY: _country,
    Kind.COUNTRIES: _list(lambda _field: Exactly(COUNTRY)),
    Kind.LANGUAGES: _list(lambda _field: validate.OneOf(LANGUAGES)),
    Kind.TRUTH: lambda _field, _draft, more: Truth(**more),
    Kind.FILE: _line(Exactly(FILE_ID)),
    Kind.ROWS: _rows,
}
