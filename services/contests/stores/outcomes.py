"""Outcomes, in the collection `outcomes`: `_id` is the contest's, `chain` only ever grows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from shared.documents import Database, Declaration, Document, Duplicate
from shared.events import Event

OUTCOMES = Declaration("outcomes", publishes=True)


class OutcomeStore:
    """What became of the winners: one append-only chain for each contest."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(OUTCOMES)

    def get(self, workspace: str, contest: str) -> Document | None:
        """Return the outcome of a contest, None before the first."""
        return self.collection.get(workspace, contest)

    def open(self, workspace: str, contest: str, now: datetime) -> Document:
        """Return the outcome, made empty where there was none."""
        fresh = {
            "_id": contest,
            "workspace_id": workspace,
            "version": 1,
            "chain": [],
            "created_at": now,
        }
        found = self.collection.get(workspace, contest)
        if found is not None:
            return found
        try:
            self.collection.insert(fresh)
        except Duplicate:
            return self.collection.get(workspace, contest) or fresh
        return fresh

    def append(
        self, outcome: Document, entries: Sequence[Mapping[str, Any]], events: Sequence[Event]
    ) -> bool:
        """Append to the chain if nobody did since `outcome` was read."""
        changed = self.collection.change(
            outcome["workspace_id"],
            {"_id": outcome["_id"], "version": outcome["version"]},
            {"$push": {"chain": {"$each": [dict(entry) for entry in entries]}}},
            events,
        )
        return changed is not None
