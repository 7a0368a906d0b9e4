"""Scans across workspaces: events that wait to be published, and work that is due."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo import ASCENDING, ReturnDocument, UpdateOne
from pymongo.collection import Collection

from shared.documents import Document, Pending, Settlement
from shared.documents.mongo.statements import SHOWN, oldest
from shared.documents.outbox import Record, event_of

BEGINNING = datetime(1, 1, 1, tzinfo=UTC)


def pending(collection: Collection[dict[str, Any]], limit: int, skip: int) -> list[Pending]:
    """Return documents whose events wait, the longest waiting first."""
    found = collection.find({"outbox.due": {"$gte": BEGINNING}}, {"workspace_id": 1, "outbox": 1})
    return [
        Pending(
            one["_id"],
            one["workspace_id"],
            one["outbox"]["sent"],
            tuple(map(event_of, one["outbox"]["events"])),
        )
        for one in found.sort("outbox.due", ASCENDING).skip(skip).limit(limit)
    ]


def settle_each(collection: Collection[dict[str, Any]], settlements: Sequence[Settlement]) -> int:
    """Take acknowledged events away, each guarded by `sent`; return how many were settled.

    An ordered bulk: of the two ways to settle a document, the first that applies moves `sent`
    and so refuses the second. A refused filter is no error, and stops nothing.
    """
    wanted = {one.id: one for one in settlements}
    found = collection.find({"_id": {"$in": list(wanted)}}, {"outbox": 1})
    ways = [way for one in found for way in _ways(wanted[one["_id"]], one["outbox"])]
    return collection.bulk_write(ways).matched_count if ways else 0


def _ways(one: Settlement, outbox: dict[str, Any]) -> Iterator[UpdateOne]:
    """Yield how to settle a document of which `outbox` was read.

    The list is emptied if no more than `count` wait; else those are pulled by their ids.
    """
    records: list[Record] = outbox["events"]
    if outbox["sent"] != one.sent or not 0 < one.count <= len(records):
        return
    guard = {"_id": one.id, "workspace_id": one.workspace_id, "outbox.sent": one.sent}
    moved: dict[str, Any] = {"outbox.sent": one.sent + one.count}
    if left := records[one.count :]:
        moved["outbox.due"] = oldest(left)
    else:
        alone = {f"outbox.events.{one.count}": {"$exists": False}}
        emptied = {"$set": {**moved, "outbox.events": []}, "$unset": {"outbox.due": ""}}
        yield UpdateOne(guard | alone, emptied)
    ids = [record["id"] for record in records[: one.count]]
    yield UpdateOne(guard, {"$set": moved, "$pull": {"outbox.events": {"id": {"$in": ids}}}})


def claim_due(
    collection: Collection[dict[str, Any]], now: datetime, lease: timedelta
) -> Document | None:
    """Push the most overdue work back by the lease and return it."""
    return collection.find_one_and_update(
        {"due_at": {"$lte": now}},
        {"$set": {"due_at": now + lease}, "$inc": {"attempts": 1}},
        SHOWN,
        sort=[("due_at", ASCENDING)],
        return_document=ReturnDocument.AFTER,
    )
