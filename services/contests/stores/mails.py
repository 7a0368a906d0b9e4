"""Mails, in the collection `mails`; none holds an address."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from services.contests.domain.mailing import NOT_YET, Purpose
from shared.documents import Database, Declaration, Document, Index, Update
from shared.events import Event

MAILS = Declaration(
    "mails",
    indexes=(
        Index("due", ("due_at",)),
        Index("purpose", ("workspace_id", "contest_id", "purpose")),
        Index("accepted", ("workspace_id", "contest_id", "purpose", "accepted_at")),
        Index("written", ("workspace_id", "contest_id", "purpose", "created_at")),
        Index("stranger", ("workspace_id", "contest_id", "stranger", "sent_at")),
    ),
    publishes=True,
)
PAGE = 200


class MailStore:
    """Mails that wait, and what became of them."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(MAILS)

    def add(self, mails: Sequence[Document]) -> None:
        """Store those that are not stored yet."""
        if mails:
            self.collection.insert_many(mails)

    def close(
        self,
        mail: Mapping[str, Any],
        state: str,
        now: datetime,
        events: Sequence[Event] = (),
        stranger: str = "",
    ) -> bool:
        """Move a waiting mail to `sent`, `refused` or `dropped`; False when it was moved before.

        `stranger` stands for an address whose owner did not confirm.
        """
        accepted_at = now if state == "sent" else mail["created_at"]
        values = {"state": state, f"{state}_at": now, "accepted_at": accepted_at}
        values |= {"stranger": stranger} if stranger else {}
        update: Update = {"$set": values, "$unset": {"due_at": True}}
        where = {"_id": mail["_id"], "state": "waiting"}
        changed = self.collection.change(mail["workspace_id"], where, update, events)
        return changed is not None

    def sent_to(self, workspace: str, contest: str, stranger: str, since: datetime) -> int:
        """Return how many mails a stranger was sent since then."""
        where = {"contest_id": contest, "stranger": stranger, "sent_at": {"$gt": since}}
        return self.collection.count(workspace, where)

    def delay(self, mail: Mapping[str, Any], until: datetime) -> None:
        """Let a waiting mail wait while its server is away, if this claim of it still stands."""
        self._wait(mail, {"$set": {"due_at": until, "accepted_at": NOT_YET}})

    def defer(self, mail: Mapping[str, Any], until: datetime, now: datetime) -> None:
        """Let a mail wait that its server puts off, if this claim of it still stands."""
        self._wait(mail, {"$set": {"due_at": until, "accepted_at": now}, "$inc": {"deferrals": 1}})

    def _wait(self, mail: Mapping[str, Any], update: Update) -> None:
        where = {"_id": mail["_id"], "state": "waiting", "attempts": mail["attempts"]}
        self.collection.change(mail["workspace_id"], where, update)

    def last_accepted(self, workspace: str, contest: str, purpose: Purpose) -> Document | None:
        """Return the mail of a purpose that was answered for last, or waits for its server."""
        return self._last(workspace, contest, purpose, "accepted_at")

    def last_written(self, workspace: str, contest: str, purpose: Purpose) -> Document | None:
        """Return the mail of a purpose that was written last."""
        return self._last(workspace, contest, purpose, "created_at")

    def _last(self, workspace: str, contest: str, purpose: Purpose, by: str) -> Document | None:
        where = {"contest_id": contest, "purpose": purpose.value}
        page = self.collection.find(workspace, where, sort=(by,), descending=True, limit=1)
        return page.items[0] if page.items else None

    def accepted_after(
        self, workspace: str, contest: str, purpose: Purpose, start: datetime
    ) -> Iterator[Document]:
        """Yield the mails of a purpose that were answered for after `start`, or wait."""
        where = {
            "contest_id": contest,
            "purpose": purpose.value,
            "accepted_at": {"$gt": start},
        }
        after = None
        while True:
            page = self.collection.find(
                workspace, where, sort=("accepted_at",), after=after, limit=PAGE
            )
            yield from page.items
            after = page.after
            if after is None:
                return

    def count(self, workspace: str, contest: str, purpose: Purpose) -> int:
        """Return how many mails of a purpose were written."""
        return self.collection.count(workspace, {"contest_id": contest, "purpose": purpose.value})

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
