"""Contests over the documents port."""

from collections.abc import Iterator

from services.insights.engine.domain.generation import collection_of
from services.insights.subjects.contests.domain.contest import KnownContest
from shared.documents import Database, Declaration

PAGE = 500


class ContestStore:
    """One document for each contest that was heard of."""

    def __init__(self, database: Database, generation: int = 1) -> None:
        self.collection = database.open(Declaration(collection_of("contests", generation)))

    def record(self, contest: KnownContest) -> None:
        """Keep what is newer than what is known."""
        self.collection.change(
            contest.workspace_id,
            {"_id": contest.id, "seq": {"$lt": contest.sequence}},
            {"$set": {"seq": contest.sequence, "state": contest.state, "since": contest.since}},
            upsert=True,
        )

    def get(self, workspace: str, contest: str) -> KnownContest | None:
        """Return what is known of a contest, or None."""
        known = self.collection.get(workspace, contest)
        if known is None:
            return None
        return KnownContest(contest, workspace, known["seq"], known["state"], known["since"])

    def every(self, workspace: str) -> Iterator[str]:
        """Yield the contests of a workspace."""
        after = None
        while True:
            page = self.collection.find(workspace, {}, after=after, limit=PAGE, fields=("state",))
            yield from (document["_id"] for document in page.items)
            if (after := page.after) is None:
                return
