"""Which field a path belongs to: those of errors also name parts, rows and groups."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from shared.forms.field import LANGUAGES, Field, Kind


@dataclass(frozen=True)
class Found:
    """A field and its own path, with the row's number; `language` is that of one of its texts."""

    field: Field
    path: str
    language: str = ""


def find(fields: Iterable[Field], path: str) -> Found | None:
    """Return the field that a path belongs to: it, a part of it, a row's, or a group's first."""
    known = [found for field in fields for found in _each(field)]
    for found in known:
        if path == found.path:
            return found
        if path.startswith(f"{found.path}."):
            return _in_row(found, path) if found.field.kind is Kind.ROWS else found
    return next((found for found in known if found.path.startswith(f"{path}.")), None)


def _each(field: Field) -> Iterator[Found]:
    if field.kind is not Kind.TEXTS:
        yield Found(field, field.path)
        return
    for language in LANGUAGES:
        yield Found(field, field.path.format(language=language), language)


def _in_row(rows: Found, path: str) -> Found:
    number, _, rest = path.removeprefix(f"{rows.path}.").partition(".")
    inside = find(rows.field.fields, rest) if number.isdigit() else None
    return replace(inside, path=f"{rows.path}.{number}.{inside.path}") if inside else rows
