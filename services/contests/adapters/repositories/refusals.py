"""Refused forms, in the collection `refusals`: only to be counted."""

from contextlib import suppress

from services.contests.adapters.repositories.mapping import refusal_document
from services.contests.domain.entry import Refusal
from shared.documents import Collection, Database, Duplicate, Index
from shared.events import Event

NAME = "refusals"
INDEXES = (Index("reason", ("workspace_id", "contest_id", "reason")),)


class RefusalRepository:
    """See `ports.Refusals`."""

    def __init__(self, database: Database) -> None:
        self.collection: Collection = database.collection(NAME)

    def ensure(self) -> None:
        """Create the indexes."""
        self.collection.ensure(INDEXES)

    def add(self, refusal: Refusal, event: Event) -> None:
        """Count one, once for each identifier."""
        with suppress(Duplicate):
            self.collection.insert(refusal_document(refusal), [event])

    def count(self, workspace: str, contest_id: str, reason: str) -> int:
        """Return how many forms were refused for `reason`."""
        return self.collection.count(workspace, {"contest_id": contest_id, "reason": reason})
