"""Scans across workspaces: events that wait to be published, and work that is due."""

from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo import ASCENDING, ReturnDocument, UpdateOne
from pymongo.collection import Collection

from shared.documents import Document, Pending
from shared.documents.mongo.statements import SHOWN, oldest
from shared.documents.outbox import event_of

BEGINNING = datetime(1, 1, 1, tzinfo=UTC)


def pending(collection: Collection[dict[str, Any]], limit: int) -> list[Pending]:
    """Return documents whose events wait, the longest waiting first."""
    found = collection.find({"outbox.due": {"$gte": BEGINNING}}, {"workspace_id": 1, "outbox": 1})
    return [
        Pending(
            one["_id"],
            one["workspace_id"],
            one["outbox"]["sent"],
            tuple(map(event_of, one["outbox"]["events"])),
        )
        for one in found.sort("outbox.due", ASCENDING).limit(limit)
    ]


def settle(
    collection: Collection[dict[str, Any]], workspace: str, identifier: str, sent: int, count: int
) -> bool:
    """Take the first `count` events away, guarded by `sent`.

    Two ways in one ordered bulk: the list is emptied if no more than `count` wait, else those
    are pulled by their ids. The first that applies moves `sent`, and so refuses the second.
    """
    guard = {"_id": identifier, "workspace_id": workspace, "outbox.sent": sent}
    found = collection.find_one(guard, {"outbox": 1})
    if found is None or not 0 < count <= len(found["outbox"]["events"]):
        return False
    records = found["outbox"]["events"]
    moved: dict[str, Any] = {"outbox.sent": sent + count}
    emptied = {"$set": {**moved, "outbox.events": []}, "$unset": {"outbox.due": ""}}
    if left := records[count:]:
        moved["outbox.due"] = oldest(left)
    ids = [record["id"] for record in records[:count]]
    pulled = {"$set": moved, "$pull": {"outbox.events": {"id": {"$in": ids}}}}
    alone = {f"outbox.events.{count}": {"$exists": False}}
    result = collection.bulk_write([UpdateOne(guard | alone, emptied), UpdateOne(guard, pulled)])
    return result.matched_count == 1


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
