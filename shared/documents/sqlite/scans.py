"""Reading documents by an index: the only way in which a query reaches the file."""

import contextlib
import heapq
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from shared.documents import Document, Where
from shared.documents.matching import matches
from shared.documents.planning import Plan
from shared.documents.sqlite.keys import Span, narrowed, spans
from shared.documents.text import from_text

# CROSS JOIN fixes the order of the search: the keys first, then each document by its number.
ROWS = """
SELECT k.key, k.doc, d.body FROM keys k CROSS JOIN documents d ON d.doc = k.doc
WHERE k.ix = ? AND k.key >= ? AND k.key < ? ORDER BY k.key"""
COUNT = """
SELECT count(*) FROM (SELECT 1 FROM keys WHERE ix = ? AND key >= ? AND key < ? LIMIT ?)"""


@dataclass(frozen=True)
class Found:
    """A document of the file, with its number and the tail of its key."""

    doc: int
    document: Document
    tail: bytes


@dataclass(frozen=True)
class Scan:
    """A planned search of index number `ix`."""

    ix: int
    plan: Plan
    workspace: str
    where: Where
    place: bytes | None = None
    descending: bool = False
    statement: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "statement", ROWS + (" DESC" if self.descending else ""))

    def branches(self) -> list[list[Span]]:
        """Return the spans of keys of each branch, in reading order."""
        return [
            [narrowed(span, self.place, descending=self.descending) for span in branch]
            for branch in spans(self.plan, self.workspace, self.where)
        ]

    def run(self, connection: sqlite3.Connection) -> Iterator[Found]:
        """Yield what matches, in the order of the index's tail."""
        readers = [self._read(connection, branch) for branch in self.branches()]
        if len(readers) == 1:
            return readers[0]
        return heapq.merge(*readers, key=lambda one: one.tail, reverse=self.descending)

    def _read(self, connection: sqlite3.Connection, branch: list[Span]) -> Iterator[Found]:
        ordered = reversed(branch) if self.descending else branch
        return chain.from_iterable(self._read_span(connection, span) for span in ordered)

    def _read_span(self, connection: sqlite3.Connection, span: Span) -> Iterator[Found]:
        rows = connection.execute(self.statement, (self.ix, span.low, span.high))
        # A cursor left open would hold its snapshot, and with it the growth of the log.
        with contextlib.closing(rows):
            for key, doc, body in rows:
                document = from_text(body)
                if self.plan.covered or matches(document, self.where):
                    yield Found(doc, document, key[span.shared :])

    def count(self, connection: sqlite3.Connection, up_to: int) -> int:
        """Return how many match, at most `up_to`."""
        if not self.plan.covered:
            return sum(1 for _, _ in zip(range(up_to), self.run(connection), strict=False))
        total = 0
        for span in chain.from_iterable(self.branches()):
            values = (self.ix, span.low, span.high, up_to - total)
            total += connection.execute(COUNT, values).fetchone()[0]
        return total

    def explain(self, connection: sqlite3.Connection) -> list[str]:
        """Return SQLite's own plan, a line for each step."""
        rows = connection.execute(f"EXPLAIN QUERY PLAN {self.statement}", (self.ix, b"", b""))
        return [str(row[3]) for row in rows]
