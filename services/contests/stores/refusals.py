"""Refused forms, in the collection `refusals`: only to be counted."""

from contextlib import suppress

from services.contests.domain.entry import Refusal
from shared.documents import Database, Declaration, Document, Duplicate, Index
from shared.events import Event

REFUSALS = Declaration(
    "refusals",
    indexes=(Index("reason", ("workspace_id", "contest_id", "reason")),),
    publishes=True,
)


class RefusalStore:
    """Where refused forms are counted."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(REFUSALS)

    def add(self, refusal: Refusal, event: Event) -> None:
        """Count one, once for each identifier."""
        with suppress(Duplicate):
            self.collection.insert(refusal_document(refusal), [event])

    def count(self, workspace: str, contest_id: str, reason: str) -> int:
        """Return how many forms were refused for `reason`."""
        return self.collection.count(workspace, {"contest_id": contest_id, "reason": reason})


def refusal_document(refusal: Refusal) -> Document:
    """Return the document of a refusal."""
    return {
        "_id": refusal.id,
        "workspace_id": refusal.workspace_id,
        "contest_id": refusal.contest_id,
        "source": refusal.source,
        "reason": refusal.reason.value,
        "at": refusal.at,
    }
