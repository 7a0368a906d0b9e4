"""Changing documents: one, exactly; and many in as few round trips as their order allows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pymongo import ReturnDocument, UpdateOne
from pymongo.collection import Collection
from pymongo.errors import BulkWriteError, DuplicateKeyError, OperationFailure

from shared.documents import (
    Document,
    Duplicate,
    OutboxFull,
    Stale,
    UnsupportedForm,
    Update,
    Where,
)
from shared.documents.mongo.client import FORM_CODES, index_of, refusal_of
from shared.documents.mongo.fields import Fields
from shared.documents.mongo.statements import (
    SHOWN,
    filter_of,
    replacement_of,
    room_for,
    update_of,
)
from shared.documents.outbox import Record

Target = Collection[dict[str, Any]]
MOST_REMOVED = 1000


@dataclass(frozen=True)
class Wanted:
    """A change that was checked, of one workspace."""

    workspace: str
    where: Where
    update: Update
    records: list[Record]
    upsert: bool = False
    sort: tuple[str, ...] = ()

    @property
    def filter(self) -> dict[str, Any]:
        """The filter without the guard on the room for events."""
        return filter_of(self.workspace, self.where)

    def statement(self, *, upsert: bool) -> UpdateOne:
        """Return the member of a bulk."""
        update = update_of(self.update, self.records, upsert=upsert)
        return UpdateOne(self.filter | room_for(self.records), update, upsert=upsert)


def change(collection: Target, wanted: Wanted) -> Document | None:
    """Change the first document that matches and has room; None when none matches."""
    while True:
        changed = _try(collection, wanted)
        if changed is not None or not wanted.records:
            return changed
        if not collection.find_one(wanted.filter, {"_id": 1}):
            return None
        full = {next(iter(room_for(wanted.records))): {"$exists": True}}
        if collection.find_one(wanted.filter | full, {"_id": 1}):
            raise OutboxFull


def _try(collection: Target, wanted: Wanted) -> Document | None:
    try:
        return _update(collection, wanted, upsert=wanted.upsert)
    except DuplicateKeyError as error:
        if not wanted.upsert or index_of(error.details or {}) != "_id":
            raise
    # It was there already: another writer was first, or the guard refused it.
    return _update(collection, wanted, upsert=False)


def _update(collection: Target, wanted: Wanted, *, upsert: bool) -> Document | None:
    return collection.find_one_and_update(
        wanted.filter | room_for(wanted.records),
        update_of(wanted.update, wanted.records, upsert=upsert),
        SHOWN,
        sort=[(path, 1) for path in wanted.sort] or None,
        upsert=upsert,
        return_document=ReturnDocument.AFTER,
    )


def replace(
    collection: Target, document: Document, records: list[Record], fields: Fields
) -> Document:
    """Store the next version of the document; raise `Stale` unless it was made from the last.

    What went is unset by name: the document is read first unless its `fields` are known.
    """
    guard = {name: document[name] for name in ("_id", "workspace_id", "version")}
    names = fields.of(document) or collection.find_one(guard, SHOWN)
    if names is None:
        raise Stale
    update = replacement_of(names, document, records)
    if collection.update_one(guard | room_for(records), update).matched_count:
        following = {**document, "version": document["version"] + 1}
        fields.note(following)
        return following
    if records and collection.find_one(guard, {"_id": 1}):
        raise OutboxFull
    raise Stale


def change_each(collection: Target, wanted: Sequence[Wanted]) -> tuple[int, list[Exception]]:
    """Apply each change; return how many were applied, and what was refused with an error.

    Changes of one document keep their order. A bulk does not say which members its guards
    refused, and an event must not be lost in silence: changes with events go one by one.
    """
    applied, refusals = 0, list[Exception]()
    for wave in _waves(wanted):
        if wave[0].records:
            outcome = _change_alone(collection, wave[0])
            refusals += [outcome] if isinstance(outcome, Exception) else []
            applied += outcome is True
        else:
            applied += _bulk(collection, wave, refusals)
    return applied, refusals


def _waves(wanted: Sequence[Wanted]) -> Iterator[list[Wanted]]:
    """Yield runs of changes without events that surely concern different documents."""
    wave: list[Wanted] = []
    seen: set[str] = set()
    for one in wanted:
        identifier = one.where.get("_id")
        alone = bool(one.records) or not isinstance(identifier, str)
        if wave and (alone or identifier in seen):
            yield wave
            wave, seen = [], set()
        if alone:
            yield [one]
        else:
            wave.append(one)
            seen.add(str(identifier))
    if wave:
        yield wave


def _change_alone(collection: Target, wanted: Wanted) -> bool | Exception:
    try:
        return change(collection, wanted) is not None
    except DuplicateKeyError as error:
        return Duplicate(index_of(error.details or {}))
    except OutboxFull as error:
        return error
    except OperationFailure as error:
        if error.code not in FORM_CODES:
            raise
        return UnsupportedForm(str(error))


def _bulk(collection: Target, wave: list[Wanted], refusals: list[Exception]) -> int:
    applied, errors = _send(collection, [one.statement(upsert=one.upsert) for one in wave])
    raced = []
    for error in errors:
        refusal, member = refusal_of(error), wave[error["index"]]
        if isinstance(refusal, Duplicate) and refusal.index == "_id" and member.upsert:
            raced.append(member.statement(upsert=False))
        else:
            refusals.append(refusal)
    if raced:
        again, errors = _send(collection, raced)
        applied += again
        refusals += map(refusal_of, errors)
    return applied


def _send(collection: Target, statements: list[UpdateOne]) -> tuple[int, list[dict[str, Any]]]:
    try:
        result = collection.bulk_write(statements, ordered=False)
    except BulkWriteError as error:
        details = error.details or {}
        if details.get("writeConcernErrors"):
            raise
        return details["nMatched"] + details["nUpserted"], details["writeErrors"]
    return result.matched_count + result.upserted_count, []


def remove(collection: Target, wanted: dict[str, Any]) -> int:
    """Remove what matches, by the thousand: one request for all could outlast its patience."""
    if isinstance(wanted.get("_id"), str):
        return collection.delete_many(wanted).deleted_count
    removed = 0
    while True:
        found = [one["_id"] for one in collection.find(wanted, {"_id": 1}).limit(MOST_REMOVED)]
        chosen = {"$and": [wanted, {"_id": {"$in": found}}]}
        removed += collection.delete_many(chosen).deleted_count if found else 0
        if len(found) < MOST_REMOVED:
            return removed
