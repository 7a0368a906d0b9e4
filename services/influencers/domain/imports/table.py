"""A table as people save it: UTF-8 or CP1252, with `;` or `,` between its cells."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from services.influencers.domain.link.utm import NAMES as UTM
from shared.errors import FieldError, Invalid

MOST_LINES = 50_000
# One more than anything that is taken, so that nothing is cut without a word.
MOST_CELL = 2001
_E_MAIL = frozenset(
    {"email", "e-mail", "e-mail address", "mail", "courriel", "adresse électronique"}
)


@dataclass(frozen=True)
class Columns:
    """What the columns of a file may be called, whatever their capitals; `needed` must be there.

    `code` is what is said where one of them is not.
    """

    names: Mapping[str, frozenset[str]]
    needed: tuple[str, ...]
    code: str


PARTNERS = Columns(
    {
        "name": frozenset({"name", "nom", "public name", "nom public"}),
        "email": _E_MAIL,
        "kind": frozenset({"kind", "genre"}),
        "country": frozenset({"country", "pays"}),
        "language": frozenset({"language", "langue"}),
    },
    needed=("name", "email"),
    code="file_heads",
)
LINKS = Columns(
    {
        "email": _E_MAIL | {"partner", "partenaire"},
        "destination": frozenset({"destination"}),
        "key": frozenset({"key", "clé"}),
        "label": frozenset({"group", "groupe"}),
        **{name: frozenset({name}) for name in UTM},
    },
    needed=("email", "destination"),
    code="link_file_heads",
)


@dataclass(frozen=True)
class Table:
    """Lines with the number that each has in its file; a line maps a field to its cell."""

    lines: Sequence[tuple[int, Mapping[str, str]]]


def read_table(data: bytes, columns: Columns = PARTNERS) -> Table:
    """Return the lines of a file, empty ones left out.

    Raises `Invalid` (`file`): `file_empty`, `file_unreadable`, the `code` of the columns with
    what is missing, or `too_many_lines`.
    """
    text = _text(data)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise _wrong("file_unreadable") from error
    if not any(map(any, rows)):
        raise _wrong("file_empty")
    places = _places(rows[0], columns)
    lines = [
        (number, {name: _cell(row, place) for name, place in places.items()})
        for number, row in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in row)
    ]
    if not lines:
        raise _wrong("file_empty")
    if len(lines) > MOST_LINES:
        raise _wrong("too_many_lines", max=MOST_LINES)
    return Table(lines)


def _text(data: bytes) -> str:
    """Return the text: a file that is no UTF-8 was saved by Excel in the encoding of Windows."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError as error:
            raise _wrong("file_unreadable") from error
    if "\0" in text:
        raise _wrong("file_unreadable")
    return text


def _delimiter(text: str) -> str:
    head = text.lstrip().partition("\n")[0]
    return ";" if head.count(";") >= head.count(",") else ","


def _places(heads: Sequence[str], columns: Columns) -> dict[str, int]:
    """Return the column of each field that is known."""
    named = [" ".join(head.casefold().split()) for head in heads]
    places: dict[str, int] = {}
    for place, head in enumerate(named):
        for name, known in columns.names.items():
            if head in known:
                places.setdefault(name, place)
    if missing := [name for name in columns.needed if name not in places]:
        raise _wrong(columns.code, missing=", ".join(missing))
    return places


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip()[:MOST_CELL] if place < len(row) else ""


def _wrong(code: str, **params: str | int) -> Invalid:
    return Invalid(fields=[FieldError("file", code, params)])
