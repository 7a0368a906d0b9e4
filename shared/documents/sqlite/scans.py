"""Reading documents by an index: the only way in which a query reaches the file.

Rows are read some at a time, each time by a statement of its own: one that stays open holds its
moment of the file, and the log grows without end behind it.
"""

import contextlib
import heapq
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple, Protocol

from shared.documents import Document, Where
from shared.documents.matching import matches
from shared.documents.planning import IDENTIFIER, Plan
from shared.documents.sqlite.keys import Span, narrowed, spans
from shared.documents.text import from_text

MOST_AT_ONCE = 500
# CROSS JOIN fixes the order of the search: the keys first, then each document by its number.
ROWS = """
SELECT k.key, k.doc, d.body FROM keys k CROSS JOIN documents d ON d.doc = k.doc
WHERE k.ix = ? AND k.key >= ? AND k.key < ? ORDER BY k.key LIMIT ?"""
ROWS_DESCENDING = ROWS.replace("BY k.key", "BY k.key DESC")
COUNT = """
SELECT count(*) FROM (SELECT 1 FROM keys WHERE ix = ? AND key >= ? AND key < ? LIMIT ?)"""
ONE = "SELECT doc, body FROM documents WHERE collection = ? AND id = ?"


class Found(NamedTuple):
    """A document of the file, with its number and the tail of its key."""

    doc: int
    document: Document
    tail: bytes


class Search(Protocol):
    """A planned search of one collection."""

    @property
    def index_name(self) -> str:
        """The index that serves it."""
        ...

    @property
    def workspace(self) -> str:
        """The workspace whose documents are searched."""
        ...

    @property
    def where(self) -> Where:
        """The filter."""
        ...

    def run(self, connection: sqlite3.Connection, wanted: int = 1) -> Iterator[Found]:
        """Yield what matches, in order; the first `wanted` are read at once."""
        ...

    def spans(self) -> list[Span]:
        """Return the spans of keys that hold all of it."""
        ...

    def part(
        self, connection: sqlite3.Connection, span: Span, most: int
    ) -> tuple[list[Found], Span | None]:
        """Read at most `most` rows: return those that match, and the span that is left to read."""
        ...

    def page(self, connection: sqlite3.Connection, most: int) -> tuple[list[Document], bool]:
        """Return the first `most` that match, of one moment, and whether there are more."""
        ...

    def count(self, connection: sqlite3.Connection, up_to: int) -> int:
        """Return how many match, at most `up_to`."""
        ...

    def explain(self, connection: sqlite3.Connection) -> list[str]:
        """Return SQLite's own plan, a line for each step."""
        ...


@dataclass(frozen=True)
class ById:
    """The search of the one document whose `_id` the filter says."""

    collection: str
    workspace: str
    where: Where
    index_name: str = IDENTIFIER.name

    def run(self, connection: sqlite3.Connection, wanted: int = 1) -> Iterator[Found]:
        """Yield the document if it matches."""
        row = connection.execute(ONE, (self.collection, self.where["_id"])).fetchone()
        if row is None:
            return
        document: Document = from_text(row[1])
        if document["workspace_id"] == self.workspace and matches(document, self.where):
            yield Found(row[0], document, b"")

    def spans(self) -> list[Span]:
        """Return one span of nothing: the identifier says all."""
        return [Span(b"", b"", 0)]

    def part(
        self, connection: sqlite3.Connection, span: Span, most: int
    ) -> tuple[list[Found], Span | None]:
        """Return the document if it matches, and nothing left to read."""
        return list(self.run(connection)), None

    def page(self, connection: sqlite3.Connection, most: int) -> tuple[list[Document], bool]:
        """Return the document if it matches, and no more."""
        return [found.document for found in self.run(connection)], False

    def count(self, connection: sqlite3.Connection, up_to: int) -> int:
        """Return 1 or 0."""
        return min(up_to, len(list(self.run(connection))))

    def explain(self, connection: sqlite3.Connection) -> list[str]:
        """Return SQLite's own plan, a line for each step."""
        return plan_of(connection, ONE, ("", ""))


@dataclass(slots=True)
class Scan:
    """The search of index number `ix`."""

    ix: int
    plan: Plan
    workspace: str
    where: Where
    place: bytes | None = None
    descending: bool = False

    @property
    def index_name(self) -> str:
        """The index that serves it."""
        return self.plan.index.name

    @property
    def statement(self) -> str:
        """The statement that reads a span of keys."""
        return ROWS_DESCENDING if self.descending else ROWS

    def branches(self) -> list[list[Span]]:
        """Return the spans of keys of each branch, in reading order."""
        found = list(spans(self.plan, self.workspace, self.where))
        if self.place is None:
            return found
        return [
            [narrowed(span, self.place, descending=self.descending) for span in branch]
            for branch in found
        ]

    def spans(self) -> list[Span]:
        """Return all spans, one branch after the other."""
        return list(chain.from_iterable(self.branches()))

    def run(self, connection: sqlite3.Connection, wanted: int = 1) -> Iterator[Found]:
        """Yield what matches, in the order of the index's tail; read `wanted` rows at first."""
        readers = [self._read(connection, branch, wanted) for branch in self.branches()]
        if len(readers) == 1:
            return readers[0]
        return heapq.merge(*readers, key=lambda one: one.tail, reverse=self.descending)

    def _read(
        self, connection: sqlite3.Connection, branch: list[Span], wanted: int
    ) -> Iterator[Found]:
        ordered = reversed(branch) if self.descending else branch
        return chain.from_iterable(self._read_span(connection, span, wanted) for span in ordered)

    def _read_span(
        self, connection: sqlite3.Connection, span: Span, wanted: int
    ) -> Iterator[Found]:
        rest: Span | None = span
        while rest:
            found, rest = self.part(connection, rest, wanted)
            yield from found
            wanted = min(wanted * 4, MOST_AT_ONCE)

    def part(
        self, connection: sqlite3.Connection, span: Span, most: int
    ) -> tuple[list[Found], Span | None]:
        """Read at most `most` rows: return those that match, and the span that is left to read."""
        rows = self._rows(connection, span, most)
        found = [Found(doc, from_text(body), key[span.shared :]) for key, doc, body in rows]
        last = rows[-1][0][span.shared :] if len(rows) == most else None
        rest = last and narrowed(span, last, descending=self.descending)
        if not self.plan.covered:
            found = [one for one in found if matches(one.document, self.where)]
        return found, rest or None

    def _rows(
        self, connection: sqlite3.Connection, span: Span, most: int
    ) -> list[tuple[bytes, int, str]]:
        values = (self.ix, span.low, span.high, most)
        return connection.execute(self.statement, values).fetchall()

    def page(self, connection: sqlite3.Connection, most: int) -> tuple[list[Document], bool]:
        """Return the first `most` that match, and whether there are more.

        Several branches are read at one moment.
        """
        spans = self.spans()
        if self.plan.covered and len(spans) == 1:
            rows = self._rows(connection, spans[0], most + 1)
            return [from_text(body) for _, _, body in rows[:most]], len(rows) > most
        with _one_moment(connection, several=len(spans) > 1):
            found = list(islice(self.run(connection, most + 1), most + 1))
        return [one.document for one in found[:most]], len(found) > most

    def count(self, connection: sqlite3.Connection, up_to: int) -> int:
        """Return how many match, at most `up_to`."""
        if not self.plan.covered:
            found = self.run(connection, MOST_AT_ONCE)
            return sum(1 for _, _ in zip(range(up_to), found, strict=False))
        total = 0
        for span in self.spans():
            values = (self.ix, span.low, span.high, up_to - total)
            total += connection.execute(COUNT, values).fetchone()[0]
        return total

    def explain(self, connection: sqlite3.Connection) -> list[str]:
        """Return SQLite's own plan, a line for each step."""
        return plan_of(connection, self.statement, (self.ix, b"", b"", 1))


def plan_of(
    connection: sqlite3.Connection, statement: str, values: tuple[object, ...]
) -> list[str]:
    """Return what `EXPLAIN QUERY PLAN` says, a line for each step."""
    rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
    return [str(row[3]) for row in rows]


@contextlib.contextmanager
def _one_moment(connection: sqlite3.Connection, *, several: bool) -> Iterator[None]:
    if not several:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")
