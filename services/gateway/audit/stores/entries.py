"""The collection `audit_log`: `_id` is the id of the event, `number` the place in the chain."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from services.gateway.audit.domain.entry import AuditEntry, Fact, Link
from shared.documents import Database, Declaration, Document, Duplicate, Index, Page

AUDIT_LOG = Declaration(
    "audit_log",
    indexes=(
        Index("number", ("workspace_id", "number"), unique=True),
        Index("act", ("workspace_id", "act", "number")),
        Index("account", ("workspace_id", "account_id", "number")),
        Index("contest", ("workspace_id", "contest_id", "number")),
        Index("due", ("due_at",)),
    ),
)
PAGE = 500


class AuditEntryStore:
    """Where the entries of all chains are kept."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(AUDIT_LOG)

    def add(self, entry: AuditEntry, goes_at: datetime) -> bool:
        """Store an entry; False where its event, or its place, is taken."""
        fact = entry.fact
        document = {
            "_id": fact.id,
            "workspace_id": fact.workspace_id,
            "number": entry.number,
            "at": fact.at,
            "account_id": fact.account_id,
            "act": fact.act,
            "contest_id": fact.contest_id,
            "about": dict(fact.about),
            "before": entry.before,
            "hash": entry.hash,
            "due_at": goes_at,
            "attempts": 0,
        }
        try:
            self.collection.insert(document)
        except Duplicate:
            return False
        return True

    def find(self, workspace: str, event_id: str) -> AuditEntry | None:
        """Return the entry of an event, or None."""
        found = self.collection.get(workspace, event_id)
        return entry_of(found) if found else None

    def last(self, workspace: str) -> AuditEntry | None:
        """Return the last entry of a chain, or None."""
        found = self._page(workspace, {}, None, 1).items
        return found[0] if found else None

    def page(
        self, workspace: str, chosen: tuple[str, str] | None, *, after: str | None, limit: int
    ) -> Page[AuditEntry]:
        """Return entries, the newest first: all, or those of one `act`, account or contest.

        `chosen` is such a member with its value.
        """
        return self._page(workspace, dict([chosen]) if chosen else {}, after, limit)

    def each(self, workspace: str, begin: Link) -> Iterator[AuditEntry]:
        """Yield the entries after a place, in the order of the chain, a page in memory."""
        where, after = {"number": {"$gt": begin.number}}, None
        while True:
            page = self.collection.find(workspace, where, sort=("number",), after=after, limit=PAGE)
            yield from map(entry_of, page.items)
            after = page.after
            if after is None:
                return

    def remove_up_to(self, workspace: str, number: int) -> None:
        """Remove the first entries of a chain."""
        self.collection.delete(workspace, {"number": {"$lte": number}})

    def _page(
        self, workspace: str, where: dict[str, Any], after: str | None, limit: int
    ) -> Page[AuditEntry]:
        return self.collection.find(
            workspace, where, sort=("number",), descending=True, after=after, limit=limit
        ).of(entry_of)


def entry_of(document: Document) -> AuditEntry:
    """Return the entry of a document."""
    fact = Fact(
        document["_id"],
        document["workspace_id"],
        document["at"],
        document["account_id"],
        document["act"],
        document["about"],
    )
    return AuditEntry(fact, document["number"], document["before"], document["hash"])
