"""The port's calls in MongoDB's own language; the pending events go in the hidden field `outbox`.

`outbox` is `{sent, events, due}`: how many were published, those that wait, and, only while some
wait, the time of the oldest. The port's rule for sequences is `sent + place + 1`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from shared.documents import MOST_PENDING_EVENTS, Document, Update, Where
from shared.documents.outbox import Record

Statement = dict[str, Any]
SHOWN = {"outbox": 0}
# Claims move these without raising the version, so a replacement always says what they are.
CLAIMED = ("due_at", "attempts")


def filter_of(workspace: str, where: Where) -> Statement:
    """Return the filter within one workspace."""
    return {"workspace_id": workspace, **where}


def room_for(records: Sequence[Record]) -> Statement:
    """Return the guard that lets the events in only while at most 100 wait."""
    if not records:
        return {}
    return {f"outbox.events.{MOST_PENDING_EVENTS - len(records)}": {"$exists": False}}


def with_outbox(document: Document, records: list[Record]) -> Document:
    """Return what is inserted."""
    outbox: Statement = {"sent": 0, "events": records}
    if records:
        outbox["due"] = oldest(records)
    return {"version": 1, **document, "outbox": outbox}


def oldest(records: Sequence[Record]) -> Any:
    """Return the time of the oldest record."""
    return min(record["time"] for record in records)


def update_of(update: Update, records: list[Record], *, upsert: bool = False) -> Statement:
    """Return the update that also raises the version and pushes the events."""
    whole: dict[str, Statement] = {
        operator: dict(changes) for operator, changes in update.items() if changes
    }
    whole.setdefault("$inc", {})["version"] = 1
    if upsert:
        whole.setdefault("$setOnInsert", {})["outbox.sent"] = 0
    return pushing(whole, records)


def pushing(whole: dict[str, Statement], records: list[Record]) -> Statement:
    """Return the update with the events pushed in the same write."""
    if records:
        whole.setdefault("$push", {})["outbox.events"] = {"$each": records}
        whole.setdefault("$min", {})["outbox.due"] = oldest(records)
    return whole


def replacement_of(stored: Iterable[str], document: Document, records: list[Record]) -> Statement:
    """Return the update that sets all fields and unsets those of `stored` that went."""
    following = {
        name: value for name, value in document.items() if name not in ("_id", "workspace_id")
    }
    following["version"] = document["version"] + 1
    gone = {name: "" for name in (*stored, *CLAIMED) if name not in document}
    whole = {"$set": following, "$unset": gone}
    return pushing({operator: names for operator, names in whole.items() if names}, records)


def after_place(
    sort: Sequence[str], values: Sequence[Any], *, descending: bool
) -> list[Mapping[str, Any]]:
    """Return the conditions for what comes after the place.

    The first bounds the search of the index, the second decides among equals.
    """
    beyond, from_ = ("$lt", "$lte") if descending else ("$gt", "$gte")
    steps = [
        {**dict(zip(sort[:place], values, strict=False)), sort[place]: {beyond: values[place]}}
        for place in range(len(sort))
    ]
    return [{sort[0]: {from_: values[0]}}, {"$or": steps}]


def projection_of(fields: Sequence[str] | None, sort: Sequence[str]) -> Statement:
    """Return what to fetch: the chosen fields, and those that say the place."""
    if fields is None:
        return SHOWN
    wanted = {"_id", *fields, *sort}
    return {path: 1 for path in wanted if not any(path.startswith(f"{one}.") for one in wanted)}
