"""Outcomes, in the collection `outcomes`: `_id` is the contest's, `chain` only ever grows."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from services.contests.domain.outcome import Outcome, OutcomeStep
from shared.documents import Database, Declaration, Document, Duplicate
from shared.documents.things import Things

OUTCOMES = Declaration("outcomes", publishes=True)


class OutcomeStore:
    """What became of the winners: one append-only chain for each contest."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(OUTCOMES)
        self._things = Things(self.collection, outcome_of, outcome_document)

    def find(self, workspace: str, contest: str) -> Outcome | None:
        """Return the outcome of a contest, None before the first."""
        return self._things.find(workspace, contest)

    def open(self, workspace: str, contest: str, now: datetime) -> Outcome:
        """Return the outcome, made empty where there was none."""
        found = self.find(workspace, contest)
        if found is not None:
            return found
        fresh = Outcome(workspace_id=workspace, contest_id=contest, created_at=now)
        with suppress(Duplicate):
            self._things.add(fresh)
        return self._things.get(workspace, contest)

    def change(self, workspace: str, contest: str, step: OutcomeStep) -> Outcome:
        """Change an outcome by a transition of the domain, asked again if somebody was faster.

        Raises `NotFound`, and what `step` raises.
        """
        return self._things.change(workspace, contest, step)


def outcome_document(outcome: Outcome) -> Document:
    """Return the document of an outcome."""
    return {
        "_id": outcome.contest_id,
        "workspace_id": outcome.workspace_id,
        "version": outcome.version,
        "chain": [dict(entry) for entry in outcome.chain],
        "created_at": outcome.created_at,
    }


def outcome_of(document: Mapping[str, Any]) -> Outcome:
    """Return the outcome of a document."""
    return Outcome(
        workspace_id=document["workspace_id"],
        contest_id=document["_id"],
        created_at=document["created_at"],
        chain=tuple(document["chain"]),
        version=document["version"],
    )
