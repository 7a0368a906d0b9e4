"""Tallies over the documents port."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from services.insights.domain.bucket import Bucket, BucketCount, bucket_named
from services.insights.domain.generation import collection_of
from shared.documents import Change, Collection, Database, Document, Index, Update

TALLY_INDEXES: Sequence[Index] = (
    Index("tallies_contest", ("workspace_id", "contest_id")),
    Index("tallies_due", ("due_at",)),
)
PAGE = 500


class TallyRepository:
    """One document for each bucket; `due_at` while it waits to be counted.

    `planned_at` is when that counting was meant to be, which a claim does not move: lateness is
    measured by it.
    """

    def __init__(self, database: Database, generation: int = 1) -> None:
        self.collection: Collection = database.collection(collection_of("tallies", generation))

    def ensure(self) -> None:
        """Declare the indexes."""
        self.collection.ensure(TALLY_INDEXES)

    def call_for(self, workspace: str, buckets: Iterable[Bucket], due_at: datetime) -> None:
        """See to it that the buckets are counted by `due_at`, in one call."""
        changes = [_call(bucket, due_at) for bucket in buckets]
        if changes:
            self.collection.change_each(workspace, changes)

    def write(self, tally: Document, counts: dict[str, int]) -> Document | None:
        """Store the counts, guarded by the claim.

        Outcomes are a list, as their names hold characters that a path may not.
        """
        outcomes = [{"outcome": name, "count": n} for name, n in sorted(counts.items())]
        guard = {"_id": tally["_id"], "attempts": tally["attempts"]}
        update: Update = {"$set": {"outcomes": outcomes}, "$unset": {"planned_at": ""}}
        return self.collection.change(tally["workspace_id"], guard, update)

    def settle(self, tally: Document) -> bool:
        """Let the bucket rest, guarded by the claim and by whoever called for it since."""
        guard = {key: tally[key] for key in ("_id", "attempts", "version")}
        update = {"$unset": {"due_at": "", "planned_at": ""}}
        return self.collection.change(tally["workspace_id"], guard, update) is not None

    def of_contest(self, workspace: str, contest: str) -> dict[Bucket, BucketCount]:
        """Return the counts of each bucket of a contest."""
        counted: dict[Bucket, BucketCount] = {}
        after = None
        while True:
            where = {"contest_id": contest}
            page = self.collection.find(
                workspace, where, after=after, limit=PAGE, fields=("outcomes",)
            )
            for document in page.items:
                bucket = bucket_named(contest, document["_id"])
                counted[bucket] = BucketCount(bucket, _counts(document))
            if (after := page.after) is None:
                return counted


def planned_at(tally: Document) -> datetime | None:
    """Return when the counting of a claimed tally was meant to be, where that is known."""
    instant = tally.get("planned_at")
    return instant if isinstance(instant, datetime) else None


def _call(bucket: Bucket, due_at: datetime) -> Change:
    first: Document = {"contest_id": bucket.contest_id, "hour": bucket.hour, "outcomes": []}
    if bucket.source is not None:
        first["source"] = bucket.source
    update: Update = {"$min": {"due_at": due_at, "planned_at": due_at}, "$setOnInsert": first}
    return Change({"_id": bucket.name}, update, upsert=True)


def _counts(document: Document) -> dict[str, int]:
    return {row["outcome"]: row["count"] for row in document["outcomes"]}
