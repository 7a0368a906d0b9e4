"""What was typed → JSON values; what cannot be read is said, and nothing that was typed is lost.

A page sends raw texts by the names that `writing` gives them. Boxes send nothing where none is
ticked, so a page names those of a draft that it shows under `asked`: what it does not ask stays.
"""

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from babel.numbers import get_currency_precision

from shared.errors import FieldError
from shared.events import instant_of, instant_text
from shared.forms.field import LANGUAGES, Field, Kind, put_at, value_at
from shared.forms.numbers import minor_of, whole_of
from shared.forms.rows import row_numbers
from shared.forms.wall_time import BadWallTime, TwoReadings, to_instant
from shared.forms.writing import CURRENCY, YES, Typed, page_name
from shared.words import UNITS

ASKED = "asked"
_PARTS = {Kind.AMOUNT: ".amount", Kind.DURATION: ".number"}


@dataclass
class Reading:
    """What a form says: each value by its path, None where nothing was typed.

    `errors` are of what cannot be read, at the paths of the page. `rows` tells, for each list of
    rows, which row of the page each value came from: empty ones are left out.
    """

    values: dict[str, Any] = field(default_factory=dict)
    errors: list[FieldError] = field(default_factory=list)
    rows: dict[str, list[int]] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """Return a whole form as JSON, without what is empty."""
        body: dict[str, Any] = {}
        for path, value in self.values.items():
            if value is not None:
                put_at(body, path, value)
        return body

    def patch(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """Return the change of a draft: members of its parts (`settings.zone`), None if emptied.

        A value deeper than that (`settings.organiser.name`) brings the member that it belongs to,
        whole: as it stood `before`, with what was typed.
        """
        body: dict[str, Any] = {}
        for path, value in self.values.items():
            part, _, member = path.partition(".")
            name, _, deeper = member.partition(".")
            if not member:
                body |= {} if value is None else {part: value}
            elif not deeper:
                body.setdefault(part, {})[name] = value
            else:
                known = deepcopy(value_at(before, f"{part}.{name}")) or {}
                _change(body.setdefault(part, {}).setdefault(name, known), deeper, value)
        return body

    def on_the_page(self, errors: Iterable[FieldError]) -> list[FieldError]:
        """Return errors of an API, each at the row of the page that it is about."""
        return [replace(each, field=self._on_the_page(each.field)) for each in errors]

    def _on_the_page(self, path: str) -> str:
        for rows, numbers in self.rows.items():
            head, dot, rest = path.removeprefix(f"{rows}.").partition(".")
            if path.startswith(f"{rows}.") and head.isdigit() and int(head) < len(numbers):
                return f"{rows}.{numbers[int(head)]}{dot}{rest}"
        return path


def read(
    fields: Iterable[Field],
    typed: Typed,
    before: Mapping[str, Any] | None = None,
    *,
    draft: bool = False,
) -> Reading:
    """Read what was typed over the JSON that stood there `before`; of a draft what was asked."""
    reader = _Reader(typed, before or {}, draft, Reading())
    # What depends on another field comes after it.
    for each in sorted(fields, key=lambda field: field.when is not None):
        reader.take(each)
    return reader.reading


def _change(group: MutableMapping[str, Any], path: str, value: Any) -> None:
    name, _, deeper = path.partition(".")
    if deeper:
        inner = group.setdefault(name, {})
        _change(inner, deeper, value)
        if not inner:
            del group[name]
    elif value is None:
        group.pop(name, None)
    else:
        group[name] = value


@dataclass
class _Reader:
    """Reads fields one by one into `reading`."""

    typed: Typed
    before: Mapping[str, Any]
    draft: bool
    reading: Reading

    def take(self, field: Field) -> None:
        """Read a field where it is asked; one that is not has no value."""
        if field.kind is Kind.TEXTS:
            for language in LANGUAGES:
                one = replace(field, kind=Kind.TEXT, path=field.path.format(language=language))
                self.take(one)
        elif not self._is_asked(field):
            if self.draft:
                self.reading.values.setdefault(field.path, None)
        elif self._was_shown(field):
            stored = value_at(self.before, field.path)
            self.reading.values[field.path] = self.value(
                field, page_name(field), field.path, stored
            )

    def value(self, field: Field, name: str, path: str, stored: Any) -> Any:
        """Return the value typed under `name`, None where it is empty or, which is noted, wrong.

        `stored` is what stood there before.
        """
        try:
            return _READERS[field.kind](self, field, name, stored)
        except TwoReadings as two:
            code = two.code
        except BadWallTime:
            code = "date"
        except ValueError:
            code = "amount" if field.kind is Kind.AMOUNT else "number"
        self.reading.errors.append(FieldError(path, code))
        return None

    def text(self, name: str) -> str:
        """Return what was typed, with the line ends of JSON and nothing around it."""
        return self.typed.get(name, "").replace("\r\n", "\n").strip()

    def zone_of(self, field: Field) -> str:
        """Return the zone in which an instant was typed."""
        return self.text(field.zone) or value_at(self.before, field.zone) or "UTC"

    def _is_asked(self, field: Field) -> bool:
        when = field.when
        if when is None:
            return True
        known = self.reading.values
        value = known[when.field] if when.field in known else value_at(self.before, when.field)
        return bool(value == when.value)

    def _was_shown(self, field: Field) -> bool:
        name = page_name(field)
        if not self.draft or name + _PARTS.get(field.kind, "") in self.typed:
            return True
        rows = field.kind is Kind.ROWS and any(each.startswith(f"{name}.") for each in self.typed)
        return rows or name in self.typed.getlist(ASKED)


def _line(reader: _Reader, _field: Field, name: str, _stored: Any) -> str | None:
    return reader.text(name) or None


def _secret(reader: _Reader, _field: Field, name: str, _stored: Any) -> str | None:
    # Blanks may be part of it.
    return reader.typed.get(name) or None


def _whole(reader: _Reader, field: Field, name: str, _stored: Any) -> int | None:
    text = reader.text(name)
    if text.startswith("-") and (field.minimum is None or field.minimum < 0):
        return -whole_of(text[1:])
    return whole_of(text) if text else None


def _amount(reader: _Reader, _field: Field, name: str, _stored: Any) -> dict[str, Any] | None:
    text, currency = reader.text(f"{name}.amount"), reader.text(f"{name}.currency") or CURRENCY
    if not text:
        return None
    return {"amount": minor_of(text, get_currency_precision(currency)), "currency": currency}


def _instant(reader: _Reader, field: Field, name: str, stored: Any) -> str | None:
    text, fold = reader.text(name), reader.text(f"{name}.fold")
    if not text:
        return None
    chosen = to_instant(
        text,
        reader.zone_of(field),
        fold=int(fold) if fold in ("0", "1") else None,
        stored=instant_of(stored) if stored else None,
    )
    return instant_text(chosen)


def _duration(reader: _Reader, _field: Field, name: str, _stored: Any) -> int | None:
    text = reader.text(f"{name}.number")
    return whole_of(text) * UNITS.get(reader.text(f"{name}.unit"), 1) if text else None


def _boxes(reader: _Reader, _field: Field, name: str, _stored: Any) -> list[str]:
    return [value for value in reader.typed.getlist(name) if value]


def _languages(reader: _Reader, _field: Field, name: str, _stored: Any) -> list[str]:
    return [each for each in LANGUAGES if each in reader.typed.getlist(name)]


def _truth(reader: _Reader, _field: Field, name: str, _stored: Any) -> bool:
    # Consents hang on it: only what a page offers is a tick, or HTML's own word for one.
    return reader.text(name) in (YES, "on")


def _rows(reader: _Reader, field: Field, name: str, stored: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    places = reader.reading.rows.setdefault(field.path, [])
    for number in row_numbers(reader.typed, name, field.maximum):
        before = stored[number] if isinstance(stored, list) and number < len(stored) else {}
        row = {each.path: _cell(reader, field, each, number, before) for each in field.fields}
        if any(value not in (None, False, []) for value in row.values()):
            found.append(Reading(row).body())
            places.append(number)
    return found


def _cell(reader: _Reader, rows: Field, field: Field, number: int, before: Any) -> Any:
    name = f"{page_name(rows)}.{number}.{field.path}"
    path = f"{rows.path}.{number}.{field.path}"
    return reader.value(field, name, path, value_at(before, field.path))


_READERS: Mapping[Kind, Callable[[_Reader, Field, str, Any], Any]] = {
    Kind.TEXT: _line,
    Kind.LONG_TEXT: _line,
    Kind.SECRET: _secret,
    Kind.WHOLE: _whole,
    Kind.AMOUNT: _amount,
    Kind.INSTANT: _instant,
    Kind.ZONE: _line,
    Kind.DURATION: _duration,
    Kind.CHOICE: _line,
    Kind.CHOICES: _boxes,
    Kind.COUNTRY: _line,
    Kind.COUNTRIES: _boxes,
    Kind.LANGUAGES: _languages,
    Kind.TRUTH: _truth,
    Kind.FILE: _line,
    Kind.ROWS: _rows,
}
