"""The notices of the provider, each kept once, and due until somebody has worked on it.

A notice belongs to no workspace: an account or a transfer says whose it is, once it is asked for.
Bodies are not kept: those of accounts hold names and addresses.
"""

from collections.abc import Collection as Types
from dataclasses import dataclass
from datetime import datetime

from shared.documents import Collection, Database, Declaration, Document, Duplicate, Index
from shared.documents.members import known_members

PLATFORM = "platform"
NOTICES = Declaration(
    "payment_notices",
    (Index("due", ("due_at",)), Index("received", ("workspace_id", "received_at"))),
)


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice of type `type` (`transfer.reversed`) about the thing `object_id`.

    `account` is the connected account that it concerns, "" where it is the platform's own.
    """

    id: str
    type: str
    object_id: str
    account: str
    created_at: datetime
    received_at: datetime


class Notices:
    """The collection `payment_notices`."""

    def __init__(self, database: Database) -> None:
        self.collection: Collection = database.open(NOTICES)

    def keep(self, notice: Notice, *, wanted: Types[str]) -> bool:
        """Store a notice, due at once where its type is wanted; False where it was there."""
        due = {"due_at": notice.received_at} if notice.type in wanted else {}
        kept = {name: getattr(notice, name) for name in Notice.__dataclass_fields__ if name != "id"}
        document = {"_id": notice.id, "workspace_id": PLATFORM, "version": 1, **kept, **due}
        try:
            self.collection.insert(document)
        except Duplicate:
            return False
        return True

    def settle(self, id: str) -> None:  # noqa: A002 - the field's word
        """Note that a notice was worked on; a repeat changes nothing."""
        where = {"_id": id, "due_at": {"$exists": True}}
        self.collection.change(PLATFORM, where, {"$unset": {"due_at": ""}})

    def forget(self, before: datetime) -> int:
        """Remove those that came before an instant and were worked on; return how many."""
        where = {"received_at": {"$lt": before}, "due_at": {"$exists": False}}
        return self.collection.delete(PLATFORM, where)

    @staticmethod
    def read(document: Document) -> Notice:
        """Return the notice that a claimed document holds."""
        return Notice(id=document["_id"], **known_members(Notice, document))
