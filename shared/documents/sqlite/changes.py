"""Changing one document inside a write transaction, and many with what became of each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from shared.documents import (
    Document,
    Duplicate,
    OutboxFull,
    Stale,
    UnsupportedForm,
    Update,
)
from shared.documents.outbox import Record
from shared.documents.sqlite.rows import Rows, fresh
from shared.documents.sqlite.scans import Found, Search
from shared.documents.updating import apply, born

GUARDS = ("workspace_id", "version")


@dataclass(frozen=True)
class Wanted:
    """A change that was checked: the search of its document, the update, its events."""

    search: Search
    update: Update
    records: list[Record]
    upsert: bool

    @property
    def heads(self) -> set[str]:
        """The top-level fields that the change touches."""
        touched = {path.partition(".")[0] for paths in self.update.values() for path in paths}
        return touched | {"version"}


def change(rows: Rows, wanted: Wanted) -> str | None:
    """Change the first document that matches and has room; return its text, None when none."""
    found, waiting = _first_with_room(rows, wanted)
    if found is None:
        return _make(rows, wanted) if wanted.upsert else None
    document = found.document
    before = rows.before(found.doc, document, wanted.heads)
    apply(document, wanted.update)
    document["version"] = document.get("version", 0) + 1
    return rows.update(before, document, waiting)


def _first_with_room(rows: Rows, wanted: Wanted) -> tuple[Found | None, list[Record] | None]:
    full: OutboxFull | None = None
    for found in wanted.search.run(rows.connection):
        try:
            return found, rows.waiting_with(found.doc, wanted.records)
        except OutboxFull as error:
            full = error
    if full:
        raise full
    return None, None


def _make(rows: Rows, wanted: Wanted) -> str | None:
    """Insert what the upsert asks for; None where the document is there and was refused."""
    where = wanted.search.where
    try:
        document = {**born(where), "workspace_id": wanted.search.workspace}
        apply(document, wanted.update, inserting=True)
        document["version"] = 1
        return rows.insert(fresh(document, wanted.records))
    except (Duplicate, UnsupportedForm):
        if rows.holder(where["_id"]):
            return None
        raise


def replace(rows: Rows, document: Document, records: list[Record]) -> Document:
    """Store the next version of the document; raise `Stale` unless it was made from the last."""
    found = rows.holder(document["_id"])
    if found is None or any(found[1][name] != document[name] for name in GUARDS):
        raise Stale
    waiting = rows.waiting_with(found[0], records)
    following = {**document, "version": document["version"] + 1}
    rows.update(rows.before(*found), following, waiting)
    return following


def change_each(rows: Rows, wanted: Iterable[Wanted]) -> list[bool | Exception]:
    """Apply each change; say whether its guard let it, or what was raised."""
    return [_outcome(lambda one=one: change(rows, one) is not None) for one in wanted]  # type: ignore[misc]


def insert_each(rows: Rows, documents: Iterable[Document]) -> list[bool | Exception]:
    """Insert each document; say True, or what was raised."""
    return [
        _outcome(lambda one=one: bool(rows.insert(fresh({"version": 1, **one}, []))))  # type: ignore[misc]
        for one in documents
    ]


def _outcome(work: Callable[[], bool]) -> bool | Exception:
    """Return what a write did; one that was refused has changed nothing."""
    try:
        return work()
    except (Duplicate, OutboxFull, UnsupportedForm) as refusal:
        return refusal
