"""A collection of the documents port on MongoDB."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from pymongo.collection import Collection
from pymongo.errors import BulkWriteError

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
from shared.documents.mongo import changes, indexes, publishing
from shared.documents.mongo.changes import Wanted
from shared.documents.mongo.client import Client, refusal_of
from shared.documents.mongo.fields import Fields
from shared.documents.mongo.statements import (
    SHOWN,
    after_place,
    filter_of,
    projection_of,
    with_outbox,
)
from shared.documents.outbox import records_of
from shared.documents.paging import place_of, project, values_of
from shared.documents.planning import Planner, complete
from shared.documents.shapes import check_sort, check_text
from shared.events import Event

MOST_AT_ONCE = 500


class MongoCollection:
    """One collection; every read goes to the primary and sees what a majority holds."""

    def __init__(self, name: str, client: Client) -> None:
        checks.check_name(name)
        self._name = name
        self._client = client
        self._planner = Planner()
        self._fields = Fields()
        self.publishes = True

    @property
    def name(self) -> str:
        """The collection's name."""
        return self._name

    @contextlib.contextmanager
    def _server(self) -> Iterator[Collection[dict[str, Any]]]:
        with self._client.translating():
            yield self._client.database()[self._name]

    def ensure(self, indexes_: Sequence[Index]) -> None:
        """Create the declared indexes where they are absent."""
        for index in indexes_:
            checks.check_index(index)
        with self._server() as collection:
            indexes.ensure(collection, indexes_)
        self._planner.declare(indexes_)

    def insert(self, document: Document, events: Sequence[Event] = ()) -> None:
        """Store a new document with its events; raise `Duplicate`."""
        checks.check_stored(document, self._planner.indexed)
        records = records_of(events, publishes=self.publishes)
        with self._server() as collection:
            collection.insert_one(with_outbox(document, records))

    def insert_many(self, documents: Iterable[Document]) -> Inserted:
        """Store many, unordered, without events; a duplicate stops no other."""
        inserted, source = Inserted(), iter(documents)
        while batch := list(islice(source, MOST_AT_ONCE)):
            for document in batch:
                checks.check_stored(document, self._planner.indexed)
            with self._server() as collection:
                refused = _refused(collection, [with_outbox(one, []) for one in batch])
            for place, document in enumerate(batch):
                (inserted.duplicates if place in refused else inserted.stored).append(
                    document["_id"]
                )
        return inserted

    def get(self, workspace: str, id: str) -> Document | None:  # noqa: A002 - the field's word
        """Return the document or None."""
        checks.check_workspace(workspace)
        check_text(id)
        with self._server() as collection:
            found = collection.find_one(filter_of(workspace, {"_id": id}), SHOWN)
        if found is not None:
            self._fields.note(found)
        return found

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
        stored = self._stored(where, order)
        wanted = filter_of(workspace, where)
        if after is not None:
            values = values_of(after, order)
            if isinstance(where.get("_id"), str):
                return Page([])
            wanted["$and"] = after_place(stored, values, descending=descending)
        with self._server() as collection:
            cursor = collection.find(wanted, projection_of(fields, order))
            cursor = cursor.sort([(path, -1 if descending else 1) for path in stored])
            found = list(cursor.limit(limit + 1))
        last = place_of(found[limit - 1], order) if len(found) > limit else None
        return Page([project(one, fields) for one in found[:limit]], last)

    def count(self, workspace: str, where: Where, up_to: int | None = None) -> int:
        """Return how many match, at most `up_to`."""
        checks.check_find(workspace, where, (), 1, None)
        if up_to == 0:
            return 0
        bound: dict[str, Any] = {} if up_to is None else {"limit": up_to}
        with self._server() as collection:
            return collection.count_documents(filter_of(workspace, where), **bound)

    def replace(self, document: Document, events: Sequence[Event] = ()) -> Document:
        """Store the next version; raise `Stale` unless it was made from the stored one."""
        checks.check_replacement(document, self._planner.indexed)
        records = records_of(events, publishes=self.publishes)
        with self._server() as collection:
            return changes.replace(collection, document, records, self._fields)

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
        with self._server() as collection:
            return changes.change(collection, wanted)

    def change_each(self, workspace: str, members: Sequence[Change]) -> int:
        """Apply many changes; raise the first refusal after the others."""
        wanted = [self._checked(workspace, member) for member in members]
        with self._server() as collection:
            applied, refusals = changes.change_each(collection, wanted)
        if refusals:
            raise refusals[0]
        return applied

    def _checked(self, workspace: str, member: Change, sort: Sequence[str] = ()) -> Wanted:
        checks.check_change(workspace, member.where, member.update, upsert=member.upsert)
        order = self._stored(member.where, complete(sort))
        records = records_of(member.events, publishes=self.publishes)
        return Wanted(workspace, member.where, member.update, records, member.upsert, order)

    def _stored(self, where: Where, order: tuple[str, ...]) -> tuple[str, ...]:
        """Return the sort as the index that serves it keeps it, so that the server need not."""
        plan = self._planner.plan(where, order)
        return (plan.stored_tail or order) if order and plan.tail else order

    def delete(self, workspace: str, where: Where) -> int:
        """Remove what matches, a thousand in each request; return how many."""
        checks.check_find(workspace, where, (), 1, None)
        with self._server() as collection:
            removed = changes.remove(collection, filter_of(workspace, where))
        self._fields.forget()
        return removed

    def pending(self, limit: int, skip: int = 0) -> list[Pending]:
        """Return documents of any workspace whose events wait, the longest waiting first."""
        with self._server() as collection:
            return publishing.pending(collection, limit, skip)

    def settle(self, workspace: str, id: str, sent: int, count: int) -> bool:  # noqa: A002
        """Take the first `count` events away, guarded by `sent`."""
        return self.settle_each([Settlement(workspace, id, sent, count)]) == 1

    def settle_each(self, settlements: Sequence[Settlement]) -> int:
        """Settle different documents in one bulk; return how many were settled."""
        checks.check_settlements(settlements)
        with self._server() as collection:
            return publishing.settle_each(collection, settlements)

    def claim_due(self, now: datetime, lease: timedelta) -> Document | None:
        """Claim the most overdue document of any workspace."""
        checks.check_lease(now, lease)
        with self._server() as collection:
            return publishing.claim_due(collection, now, lease)


def _refused(collection: Collection[dict[str, Any]], documents: list[Document]) -> set[int]:
    """Insert them; return the places of those that were duplicates."""
    try:
        collection.insert_many(documents, ordered=False)
    except BulkWriteError as error:
        details = error.details or {}
        if details.get("writeConcernErrors"):
            raise
        for refusal in map(refusal_of, details["writeErrors"]):
            if not isinstance(refusal, Duplicate):
                raise refusal from error
        return {one["index"] for one in details["writeErrors"]}
    return set()
