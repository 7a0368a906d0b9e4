"""A collection of the documents port in a SQLite file."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice

from shared.documents import (
    Change,
    Document,
    Duplicate,
    Index,
    Inserted,
    Page,
    Pending,
    Settlement,
    Update,
    Where,
    checks,
)
from shared.documents.outbox import records_of
from shared.documents.paging import place_of, project, values_of
from shared.documents.planning import complete
from shared.documents.shapes import check_sort, check_text
from shared.documents.sqlite import changes, publishing
from shared.documents.sqlite.changes import Wanted
from shared.documents.sqlite.connections import Connections
from shared.documents.sqlite.removing import remove
from shared.documents.sqlite.rows import Rows, fresh
from shared.documents.sqlite.scans import MOST_AT_ONCE
from shared.documents.sqlite.table import Table
from shared.documents.text import from_text
from shared.events import Event

NO_BOUND = 2**62


class SqliteCollection:
    """One collection: documents as JSON text, their indexed fields as rows of keys."""

    def __init__(self, name: str, connections: Connections) -> None:
        self._table = Table(name, connections)
        self.publishes = True

    @property
    def name(self) -> str:
        """The collection's name."""
        return self._table.name

    def ensure(self, indexes: Sequence[Index]) -> None:
        """Create the declared indexes where they are absent, for what is stored already too."""
        self._table.ensure(indexes)

    def insert(self, document: Document, events: Sequence[Event] = ()) -> None:
        """Store a new document with its events; raise `Duplicate`."""
        checks.check_stored(document, self._table.indexed)
        records = records_of(events, publishes=self.publishes)
        new = fresh({"version": 1, **document}, records, self._table.indexes)
        self._table.write(lambda rows: rows.insert(new))

    def insert_many(self, documents: Iterable[Document]) -> Inserted:
        """Store many, unordered, without events; a refusal of one stops no other."""
        inserted, source = Inserted(), iter(documents)
        while batch := list(islice(source, MOST_AT_ONCE)):
            self._insert_batch(batch, inserted)
            if len(batch) == MOST_AT_ONCE:
                self._table.give_way()
        return inserted

    def _insert_batch(self, batch: list[Document], inserted: Inserted) -> None:
        for document in batch:
            checks.check_stored(document, self._table.indexed)
        outcomes = self._table.write(lambda rows: changes.insert_each(rows, batch))
        for document, outcome in zip(batch, outcomes, strict=True):
            refused = isinstance(outcome, Duplicate)
            if isinstance(outcome, Exception) and not refused:
                raise outcome
            (inserted.duplicates if refused else inserted.stored).append(document["_id"])

    def get(self, workspace: str, id: str) -> Document | None:  # noqa: A002 - the field's word
        """Return the document or None."""
        checks.check_workspace(workspace)
        check_text(id)
        found = self._table.read(lambda connection: Rows(connection, self.name, ()).holder(id))
        return found[1] if found and found[1]["workspace_id"] == workspace else None

    def find(
        self,
        workspace: str,
        where: Where,
        *,
        sort: Sequence[str] = ("_id",),
        descending: bool = False,
        after: str | None = None,
        limit: int = 50,
        fields: Sequence[str] | None = None,
    ) -> Page[Document]:
        """Return a page, sorted by the tail of a declared index."""
        checks.check_find(workspace, where, sort, limit, fields)
        order = complete(sort)
        plan = self._table.plan(where, order)
        place = values_of(after, order) if after is not None else None
        if place and isinstance(where.get("_id"), str):
            return Page([])

        def read(connection: sqlite3.Connection) -> tuple[list[Document], bool]:
            search = self._table.search(
                connection, plan, workspace, where, after=place, descending=descending
            )
            return search.page(connection, limit)

        found, more = self._table.read(read)
        last = place_of(found[-1], order) if more else None
        return Page([project(one, fields) for one in found] if fields is not None else found, last)

    def count(self, workspace: str, where: Where, up_to: int | None = None) -> int:
        """Return how many match, at most `up_to`."""
        checks.check_find(workspace, where, (), 1, None)
        plan = self._table.plan(where)
        most = NO_BOUND if up_to is None else up_to

        def read(connection: sqlite3.Connection) -> int:
            return self._table.search(connection, plan, workspace, where).count(connection, most)

        return self._table.read(read)

    def replace(self, document: Document, events: Sequence[Event] = ()) -> Document:
        """Store the next version; raise `Stale` unless it was made from the stored one."""
        checks.check_replacement(document, self._table.indexed)
        records = records_of(events, publishes=self.publishes)
        return self._table.write(lambda rows: changes.replace(rows, document, records))

    def change(
        self,
        workspace: str,
        where: Where,
        update: Update,
        events: Sequence[Event] = (),
        *,
        sort: Sequence[str] = (),
        upsert: bool = False,
    ) -> Document | None:
        """Change one document atomically; None where the guard refused."""
        check_sort(sort)
        wanted = self._checked(workspace, Change(where, update, tuple(events), upsert), sort)
        text = self._table.write(lambda rows: changes.change(rows, wanted(rows)))
        return from_text(text) if text else None

    def change_each(self, workspace: str, members: Sequence[Change]) -> int:
        """Apply many changes in one transaction; raise the first refusal after the others."""
        checked = [self._checked(workspace, member) for member in members]
        outcomes = self._table.write(
            lambda rows: changes.change_each(rows, [wanted(rows) for wanted in checked])
        )
        for outcome in outcomes:
            if isinstance(outcome, Exception):
                raise outcome
        return outcomes.count(True)

    def delete(self, workspace: str, where: Where) -> int:
        """Remove what matches, some hundreds in each transaction; return how many."""
        checks.check_find(workspace, where, (), 1, None)
        return remove(self._table, workspace, where)

    def pending(self, limit: int, skip: int = 0) -> list[Pending]:
        """Return documents of any workspace whose events wait, the longest waiting first."""
        return self._table.read(
            lambda connection: publishing.pending(connection, self.name, limit, skip)
        )

    def settle(self, workspace: str, id: str, sent: int, count: int) -> bool:  # noqa: A002
        """Take the first `count` events away, guarded by `sent`."""
        return self.settle_each([Settlement(workspace, id, sent, count)]) == 1

    def settle_each(self, settlements: Sequence[Settlement]) -> int:
        """Settle different documents in one transaction; return how many were settled."""
        checks.check_settlements(settlements)
        return self._table.write(lambda rows: publishing.settle_each(rows, settlements))

    def claim_due(self, now: datetime, lease: timedelta) -> Document | None:
        """Claim the most overdue document of any workspace."""
        checks.check_lease(now, lease)
        return self._table.write(lambda rows: publishing.claim_due(rows, now, lease))

    def explain(self, workspace: str, where: Where, sort: Sequence[str] = ("_id",)) -> list[str]:
        """Return the index that serves the query, then SQLite's plan: for tests of indexes."""
        checks.check_find(workspace, where, sort, 1, None)
        plan = self._table.plan(where, complete(sort))

        def read(connection: sqlite3.Connection) -> list[str]:
            search = self._table.search(connection, plan, workspace, where)
            return [search.index_name, *search.explain(connection)]

        return self._table.read(read)

    def _checked(
        self, workspace: str, member: Change, sort: Sequence[str] = ()
    ) -> Callable[[Rows], Wanted]:
        """Check the change now; return how to search for its document inside a transaction."""
        checks.check_change(workspace, member.where, member.update, upsert=member.upsert)
        records = records_of(member.events, publishes=self.publishes)
        plan = self._table.plan(member.where, complete(sort))

        def wanted(rows: Rows) -> Wanted:
            search = self._table.search(rows.connection, plan, workspace, member.where)
            return Wanted(search, member.update, records, member.upsert)

        return wanted
