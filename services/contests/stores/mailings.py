"""Mailings to everyone in, in the collection `mailings`: `_id` is the event's."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shared.documents import Database, Declaration, Document, Duplicate, Index

MAILINGS = Declaration("mailings", indexes=(Index("due", ("due_at",)),))


class MailingStore:
    """Mails to everyone in, written page by page."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(MAILINGS)

    def add(self, mailing: Document) -> None:
        """Store a mailing if it is not stored yet."""
        try:
            self.collection.insert(mailing)
        except Duplicate:
            return

    def advance(
        self, mailing: Mapping[str, Any], after: str, written: int, due_at: datetime | None
    ) -> bool:
        """Note the place reached, if this claim of the mailing still stands."""
        update: dict[str, Mapping[str, Any]] = {"$set": {"after": after, "written": written}}
        if due_at is None:
            update["$unset"] = {"due_at": True}
        else:
            update["$set"] = {**update["$set"], "due_at": due_at}
        where = {"_id": mailing["_id"], "attempts": mailing["attempts"]}
        return self.collection.change(mailing["workspace_id"], where, update) is not None
