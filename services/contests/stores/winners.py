"""Winners, in the collection `winners`: `_id` is `<contest>:<ref>`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from services.contests.domain.winner import winner_id
from shared.documents import Database, Declaration, Document, Duplicate, Index
from shared.errors import NotFound
from shared.events import Event

WINNERS = Declaration(
    "winners",
    indexes=(
        Index("claim", ("workspace_id", "claim_token"), unique=True),
        Index("due", ("due_at",)),
    ),
    publishes=True,
)
PAGE = 200


class WinnerStore:
    """Who holds the places."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(WINNERS)

    def add(self, winner: Document, events: Sequence[Event] = ()) -> bool:
        """Store a winner; False when it exists."""
        try:
            self.collection.insert(winner, events)
        except Duplicate as refused:
            if refused.index != "_id":
                raise
            return False
        return True

    def find(self, workspace: str, contest: str, ref: str) -> Document | None:
        """Return a winner, or None."""
        return self.collection.get(workspace, winner_id(contest, ref))

    def get(self, workspace: str, contest: str, ref: str) -> Document:
        """Return a winner. Raises `NotFound`."""
        found = self.find(workspace, contest, ref)
        if found is None:
            raise NotFound
        return found

    def by_claim(self, workspace: str, claim_hash: str) -> Document:
        """Return the winner of a claim token, by its hash. Raises `NotFound`."""
        found = self.collection.find(workspace, {"claim_token": claim_hash}, limit=1).items
        if not found:
            raise NotFound
        return found[0]

    def of_contest(self, workspace: str, contest: str) -> list[Document]:
        """Return all winners of a contest, by place, in the order they held it."""
        where = {"_id": {"$gte": f"{contest}:", "$lt": f"{contest};"}}
        winners: list[Document] = []
        after = None
        while True:
            page = self.collection.find(workspace, where, after=after, limit=PAGE)
            winners += page.items
            after = page.after
            if after is None:
                return sorted(winners, key=_in_turn)

    def change(
        self,
        winner: Mapping[str, Any],
        only_if: Mapping[str, Any],
        values: Mapping[str, Any],
        *,
        drop: Sequence[str] = (),
        events: Sequence[Event] = (),
    ) -> Document | None:
        """Set `values` and unset `drop` where the stored winner is as `only_if` says."""
        update: dict[str, Mapping[str, Any]] = {}
        if values:
            update["$set"] = dict(values)
        if drop:
            update["$unset"] = dict.fromkeys(drop, True)
        where = {"_id": winner["_id"], **only_if}
        return self.collection.change(winner["workspace_id"], where, update, events)


def _in_turn(winner: Document) -> tuple[int, bool, datetime]:
    return winner["place"], winner["promoted"], winner["drawn_at"]
