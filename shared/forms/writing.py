"""JSON values → the raw texts that a page shows, by the names of its fields.

A field bears its path. Some have parts: `.amount` and `.currency`, `.number` and `.unit`, `.fold`
where clocks change; a text in each language has one name for each, a row the number of its place.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_precision
from werkzeug.datastructures import MultiDict

from shared.events import instant_of
from shared.forms.field import LANGUAGES, Field, Kind, asked, given, value_at
from shared.forms.field.values import in_json
from shared.forms.wall_time import BadWallTime, fold_of, readings, to_wall
from shared.words import split_duration

Typed = MultiDict[str, str]
CURRENCY = "EUR"
YES = "yes"


def page_name(field: Field) -> str:
    """Return what a page calls a field."""
    return field.name or field.path


def written(
    fields: Iterable[Field], body: Mapping[str, Any], *, whole: Mapping[str, Any] | None = None
) -> Typed:
    """Return the texts of a form that holds `body`; of a row, zones stand in the `whole` form."""
    typed: Typed = MultiDict()
    for field in fields:
        value = given(field, body) if asked(field, body) else in_json(field.default)
        _WRITERS.get(field.kind, _line)(typed, field, page_name(field), value, whole or body)
    return typed


Body = Mapping[str, Any]


def _line(typed: Typed, _field: Field, name: str, value: Any, _body: Body) -> None:
    typed[name] = "" if value is None else str(value)


def _amount(typed: Typed, _field: Field, name: str, value: Any, _body: Body) -> None:
    currency = (value or {}).get("currency") or CURRENCY
    amount = (value or {}).get("amount")
    digits = get_currency_precision(currency)
    typed[f"{name}.amount"] = "" if amount is None else str(Decimal(amount).scaleb(-digits))
    typed[f"{name}.currency"] = currency


def _instant(typed: Typed, field: Field, name: str, value: Any, body: Body) -> None:
    zone = value_at(body, field.zone) or "UTC"
    try:
        typed[name] = to_wall(instant_of(value), zone) if value else ""
        if value and len(readings(typed[name], zone)) > 1:
            typed[f"{name}.fold"] = str(fold_of(instant_of(value), zone))
    except BadWallTime:
        typed[name] = ""


def _duration(typed: Typed, _field: Field, name: str, value: Any, _body: Body) -> None:
    number, unit = split_duration(value) if value is not None else ("", "day")
    typed[f"{name}.number"], typed[f"{name}.unit"] = str(number), unit


def _boxes(typed: Typed, _field: Field, name: str, value: Any, _body: Body) -> None:
    for one in value or ():
        typed.add(name, one)


def _truth(typed: Typed, _field: Field, name: str, value: Any, _body: Body) -> None:
    if value:
        typed[name] = YES


def _texts(typed: Typed, _field: Field, name: str, value: Any, _body: Body) -> None:
    for language in LANGUAGES:
        typed[name.format(language=language)] = (value or {}).get(language) or ""


def _rows(typed: Typed, field: Field, name: str, value: Any, body: Body) -> None:
    for number, row in enumerate(value or ()):
        for part, text in written(field.fields, row, whole=body).items(multi=True):
            typed.add(f"{name}.{number}.{part}", text)


_WRITERS: Mapping[Kind, Callable[[Typed, Field, str, Any, Body], None]] = {
    Kind.AMOUNT: _amount,
    Kind.INSTANT: _instant,
    Kind.DURATION: _duration,
    Kind.CHOICES: _boxes,
    Kind.COUNTRIES: _boxes,
    Kind.LANGUAGES: _boxes,
    Kind.TRUTH: _truth,
    Kind.TEXTS: _texts,
    Kind.ROWS: _rows,
}
