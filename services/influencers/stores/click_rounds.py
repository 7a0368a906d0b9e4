"""Rounds in which clicks are counted, in the collection `click_rounds`: one for each workspace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.documents import Database, Declaration, Document, Index, Update

ROUNDS = Declaration("click_rounds", indexes=(Index("due", ("due_at",)),))


@dataclass(frozen=True)
class Round:
    """A round of counting: its number, the clicks that it counts, and its guard."""

    workspace_id: str
    number: int
    ids: tuple[str, ...]
    version: int


class RoundStore:
    """One document for each workspace, `_id` = the workspace; `due_at` while something waits."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(ROUNDS)

    def call(self, workspace: str, due_at: datetime) -> None:
        """See to it that what waits is counted by `due_at`."""
        first = {"number": 0, "ids": []}
        update: Update = {"$min": {"due_at": due_at}, "$setOnInsert": first}
        self.collection.change(workspace, {"_id": workspace}, update, upsert=True)

    def get(self, workspace: str) -> Round | None:
        """Return the round as it is, or None."""
        found = self.collection.get(workspace, workspace)
        return _round(found) if found else None

    def begin(self, round_: Round, ids: Sequence[str]) -> Round | None:
        """Begin the next round with these clicks; None where somebody else did."""
        where = {"number": round_.number, "ids.0": {"$exists": False}}
        return self._changed(round_, where, {"$set": {"ids": list(ids)}, "$inc": {"number": 1}})

    def end(self, round_: Round) -> Round | None:
        """End a round; None where somebody else did, and went on."""
        return self._changed(round_, {"number": round_.number}, {"$set": {"ids": []}})

    def rest(self, round_: Round) -> bool:
        """Wait for nothing more; False where somebody called meanwhile."""
        where = {"version": round_.version}
        return self._changed(round_, where, {"$unset": {"due_at": ""}}) is not None

    def _changed(self, round_: Round, where: Mapping[str, Any], update: Update) -> Round | None:
        own = {"_id": round_.workspace_id, **where}
        found = self.collection.change(round_.workspace_id, own, update)
        return _round(found) if found else None


def _round(document: Document) -> Round:
    return Round(
        document["workspace_id"], document["number"], tuple(document["ids"]), document["version"]
    )
