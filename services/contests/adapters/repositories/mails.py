"""Mails, in the collection `mails`; none holds an address."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from services.contests.domain.mailing import Purpose
from shared.documents import Collection, Database, Document, Event, Index, Update

NAME = "mails"
INDEXES = (
    Index("due", ("due_at",)),
    Index("purpose", ("workspace_id", "contest_id", "purpose")),
    Index("accepted", ("workspace_id", "contest_id", "purpose", "accepted_at")),
)
PAGE = 200


class MailRepository:
    """See `draw_ports.Mails`."""

    def __init__(self, database: Database) -> None:
        self.collection: Collection = database.collection(NAME)

    def ensure(self) -> None:
        """Create the indexes."""
        self.collection.ensure(INDEXES)

    def add(self, mails: Sequence[Document]) -> None:
        """Store those that are not stored yet."""
        if mails:
            self.collection.insert_many(mails)

    def close(
        self, mail: Mapping[str, Any], state: str, now: datetime, events: Sequence[Event] = ()
    ) -> bool:
        """Move a waiting mail to `sent`, `refused` or `dropped`; False when it was moved before."""
        accepted_at = now if state == "sent" else mail["created_at"]
        values = {"state": state, f"{state}_at": now, "accepted_at": accepted_at}
        update: Update = {"$set": values, "$unset": {"due_at": True}}
        where = {"_id": mail["_id"], "state": "waiting"}
        changed = self.collection.change(mail["workspace_id"], where, update, events)
        return changed is not None

    def delay(self, mail: Mapping[str, Any], until: datetime) -> None:
        """Let a waiting mail wait, if this claim of it still stands."""
        where = {"_id": mail["_id"], "state": "waiting", "attempts": mail["attempts"]}
        self.collection.change(mail["workspace_id"], where, {"$set": {"due_at": until}})

    def last_accepted(self, workspace: str, contest: str, purpose: Purpose) -> Document | None:
        """Return the mail of a purpose that was accepted last, or waits still."""
        found = self.collection.find(
            workspace,
            {"contest_id": contest, "purpose": purpose.value},
            sort=("accepted_at",),
            descending=True,
            limit=1,
        ).items
        return found[0] if found else None

    def states(self, workspace: str, contest: str, purpose: Purpose) -> dict[str, str]:
        """Return what became of the mails of one purpose, by the entry's id."""
        states: dict[str, str] = {}
        where = {"contest_id": contest, "purpose": purpose.value}
        after = None
        while True:
            page = self.collection.find(workspace, where, after=after, limit=PAGE)
            states |= {mail["entry_id"]: mail["state"] for mail in page.items}
            after = page.after
            if after is None:
                return states
