"""Changing one document inside a write transaction, and many with what became of each."""

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from shared.documents import (
    Document,
    Duplicate,
    OutboxFull,
    Stale,
    UnsupportedForm,
    Update,
)
from shared.documents.outbox import Record
from shared.documents.sqlite.rows import Rows
from shared.documents.sqlite.scans import Found, Scan
from shared.documents.text import from_text
from shared.documents.updating import apply, born

T = TypeVar("T")
GUARDS = ("workspace_id", "version")


@dataclass(frozen=True)
class Wanted:
    """A change that was checked: the search of its document, the update, its events."""

    scan: Scan
    update: Update
    records: list[Record]
    upsert: bool


def change(rows: Rows, wanted: Wanted) -> Document | None:
    """Change the first document that matches and has room; return it, None when none matches."""
    found = _first_with_room(rows, wanted)
    if found is None:
        return _make(rows, wanted) if wanted.upsert else None
    document = found.document
    before = rows.keys(document)
    apply(document, wanted.update)
    document["version"] = document.get("version", 0) + 1
    changed: Document = from_text(rows.update(found.doc, before, document, wanted.records))
    return changed


def _first_with_room(rows: Rows, wanted: Wanted) -> Found | None:
    full = False
    for found in wanted.scan.run(rows.connection):
        if rows.has_room(found.doc, len(wanted.records)):
            return found
        full = True
    if full:
        raise OutboxFull
    return None


def _make(rows: Rows, wanted: Wanted) -> Document | None:
    """Insert what the upsert asks for; None where the document is there and was refused."""
    where = wanted.scan.where
    if rows.holder(where["_id"]):
        return None
    document = {**born(where), "workspace_id": wanted.scan.workspace}
    apply(document, wanted.update, inserting=True)
    document["version"] = 1
    made: Document = from_text(rows.insert(document, wanted.records))
    return made


def replace(rows: Rows, document: Document, records: list[Record]) -> Document:
    """Store the next version of the document; raise `Stale` unless it was made from the last."""
    found = rows.holder(document["_id"])
    if found is None or any(found[1][name] != document[name] for name in GUARDS):
        raise Stale
    if not rows.has_room(found[0], len(records)):
        raise OutboxFull
    following = {**document, "version": document["version"] + 1}
    rows.update(found[0], rows.keys(found[1]), following, records)
    return following


def change_each(rows: Rows, wanted: Iterable[Wanted]) -> list[Document | Exception | None]:
    """Apply each change; say the document, None where its guard refused, or what was raised."""
    return _each(rows, (functools.partial(change, rows, one) for one in wanted))


def insert_each(rows: Rows, documents: Iterable[Document]) -> list[str | Exception]:
    """Insert each document; say its text, or what was raised."""
    return _each(
        rows, (functools.partial(rows.insert, {"version": 1, **one}, []) for one in documents)
    )


def _each(rows: Rows, works: Iterable[Callable[[], T]]) -> list[T | Exception]:
    outcomes: list[T | Exception] = []
    for work in works:
        rows.connection.execute("SAVEPOINT one")
        try:
            outcomes.append(work())
        except (Duplicate, OutboxFull, UnsupportedForm) as refusal:
            rows.connection.execute("ROLLBACK TO one")
            outcomes.append(refusal)
        rows.connection.execute("RELEASE one")
    return outcomes
