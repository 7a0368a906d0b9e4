"""Tallies over the documents port."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from services.insights.engine.domain.bucket import Bucket, BucketCount, ClaimedTally, bucket_named
from services.insights.engine.domain.counted import Counted
from shared.documents import Change, Database, Declaration, Document, Index, Update

PAGE = 500


def tallies_of(counted: Counted, generation: int = 1) -> Declaration:
    """Return the declaration of a generation's tallies."""
    return Declaration(
        counted.collection("tallies", generation),
        indexes=(
            Index(f"tallies_{counted.of}", ("workspace_id", counted.field)),
            Index("tallies_due", ("due_at",)),
        ),
    )


class TallyStore:
    """One document for each bucket; `due_at` while it waits to be counted.

    `planned_at` is when that counting was meant to be, which a claim does not move: lateness is
    measured by it.
    """

    def __init__(self, database: Database, counted: Counted, generation: int = 1) -> None:
        self._field = counted.field
        self.collection = database.open(tallies_of(counted, generation))

    def call_for(self, workspace: str, buckets: Iterable[Bucket], due_at: datetime) -> None:
        """See to it that the buckets are counted by `due_at`, in one call."""
        changes = [self._call(bucket, due_at) for bucket in buckets]
        if changes:
            self.collection.change_each(workspace, changes)

    def claimed(self, document: Document) -> ClaimedTally:
        """Return what was claimed."""
        bucket = bucket_named(document[self._field], document["_id"])
        guards = document["attempts"], document["version"]
        return ClaimedTally(document["workspace_id"], bucket, *guards)

    def write(self, tally: ClaimedTally, counts: dict[str, int]) -> ClaimedTally | None:
        """Store the counts, guarded by the claim; return the tally as it is then, or None.

        Outcomes are a list, as their names hold characters that a path may not.
        """
        outcomes = [{"outcome": name, "count": n} for name, n in sorted(counts.items())]
        guard = {"_id": tally.bucket.name, "attempts": tally.attempts}
        update: Update = {"$set": {"outcomes": outcomes}, "$unset": {"planned_at": ""}}
        written = self.collection.change(tally.workspace_id, guard, update)
        return None if written is None else replace(tally, version=written["version"])

    def settle(self, tally: ClaimedTally) -> bool:
        """Let the bucket rest, unless someone called for another counting in the meantime."""
        guard = {"_id": tally.bucket.name, "attempts": tally.attempts, "version": tally.version}
        update: Update = {"$unset": {"due_at": "", "planned_at": ""}}
        return self.collection.change(tally.workspace_id, guard, update) is not None

    def counts_of(self, workspace: str, about: str) -> dict[Bucket, BucketCount]:
        """Return the counts of each bucket of a thing."""
        counted: dict[Bucket, BucketCount] = {}
        after = None
        while True:
            page = self.collection.find(
                workspace, {self._field: about}, after=after, limit=PAGE, fields=("outcomes",)
            )
            for document in page.items:
                bucket = bucket_named(about, document["_id"])
                counted[bucket] = BucketCount(bucket, _counts(document))
            if (after := page.after) is None:
                return counted

    def things(self, workspace: str) -> Iterator[str]:
        """Yield the things that have a bucket, one index look-up for each."""
        where: Document = {}
        while True:
            page = self.collection.find(
                workspace, where, sort=(self._field,), limit=1, fields=(self._field,)
            )
            if not page.items:
                return
            yield (about := page.items[0][self._field])
            where = {self._field: {"$gt": about}}

    def _call(self, bucket: Bucket, due_at: datetime) -> Change:
        first: Document = {self._field: bucket.about, "hour": bucket.hour, "outcomes": []}
        if bucket.source is not None:
            first["source"] = bucket.source
        update: Update = {"$min": {"due_at": due_at, "planned_at": due_at}, "$setOnInsert": first}
        return Change({"_id": bucket.name}, update, upsert=True)


def planned_at(tally: Document) -> datetime | None:
    """Return when the counting of a claimed tally was meant to be, where that is known."""
    instant = tally.get("planned_at")
    return instant if isinstance(instant, datetime) else None


def _counts(document: Document) -> dict[str, int]:
    return {row["outcome"]: row["count"] for row in document["outcomes"]}
