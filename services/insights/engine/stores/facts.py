"""Facts over the documents port."""

from collections.abc import Sequence

from services.insights.engine.domain.bucket import Bucket, bucket_named
from services.insights.engine.domain.counted import Counted
from services.insights.engine.domain.fact import Fact
from shared.documents import Change, Database, Declaration, Document, Index

PAGE = 500
MOST_UNTALLIED = 20_000


def facts_of(counted: Counted, generation: int = 1) -> Declaration:
    """Return the declaration of a generation's facts."""
    return Declaration(
        counted.collection("facts", generation),
        indexes=(
            Index("facts_outcome", ("workspace_id", "bucket", "outcome")),
            Index("facts_open", ("workspace_id", counted.field, "tallied", "bucket")),
        ),
    )


class FactStore:
    """One document for each entity: `_id` is its own id, `seq` its guard."""

    def __init__(self, database: Database, counted: Counted, generation: int = 1) -> None:
        self._field = counted.field
        self.collection = database.open(facts_of(counted, generation))

    def record(self, workspace: str, facts: Sequence[tuple[Fact, Bucket | None]]) -> None:
        """Apply each fact that is newer than what is known, untallied in the same write.

        A fact without a bucket changes what is known, and begins nothing.
        """
        changes = [self._change(fact, bucket) for fact, bucket in facts]
        self.collection.change_each(workspace, changes)

    def buckets_of(self, workspace: str, ids: Sequence[str]) -> set[Bucket]:
        """Return the buckets to which known facts belong."""
        found: set[Bucket] = set()
        for start in range(0, len(ids), PAGE):
            where = {"_id": {"$in": list(ids[start : start + PAGE])}}
            page = self.collection.find(
                workspace, where, limit=PAGE, fields=(self._field, "bucket")
            )
            found |= {bucket_named(d[self._field], d["bucket"]) for d in page.items}
        return found

    def untallied(self, workspace: str, bucket: Bucket) -> list[tuple[str, int]]:
        """Return identifier and version of facts that no tally counts yet, at most 20,000."""
        where = {self._field: bucket.about, "tallied": False, "bucket": bucket.name}
        found: list[tuple[str, int]] = []
        after = None
        while len(found) < MOST_UNTALLIED:
            page = self.collection.find(
                workspace, where, after=after, limit=PAGE, fields=("version",)
            )
            found += [(d["_id"], d["version"]) for d in page.items]
            if (after := page.after) is None:
                break
        return found

    def open_buckets(self, workspace: str, about: str) -> list[Bucket]:
        """Return the buckets that hold untallied facts, one index look-up for each."""
        names = self._distinct(workspace, {self._field: about, "tallied": False}, "bucket")
        return [bucket_named(about, name) for name in names]

    def count(self, workspace: str, bucket: Bucket) -> dict[str, int]:
        """Return how many facts of the bucket have each outcome.

        The index that counts holds nothing that marking changes: a count is never off because
        facts are being marked.
        """
        outcomes = self._distinct(workspace, {"bucket": bucket.name}, "outcome")
        return {
            outcome: self.collection.count(workspace, {"bucket": bucket.name, "outcome": outcome})
            for outcome in outcomes
        }

    def mark_tallied(self, workspace: str, versions: Sequence[tuple[str, int]]) -> int:
        """Mark those facts whose version is still the given one, some hundreds at a time."""
        changes = [
            Change({"_id": id_, "version": version}, {"$set": {"tallied": True}})
            for id_, version in versions
        ]
        starts = range(0, len(changes), PAGE)
        return sum(self.collection.change_each(workspace, changes[n : n + PAGE]) for n in starts)

    def _distinct(self, workspace: str, where: Document, field: str) -> list[str]:
        found: list[str] = []
        while True:
            beyond = where | {field: {"$gt": found[-1]}} if found else where
            page = self.collection.find(workspace, beyond, sort=(field,), limit=1, fields=(field,))
            if not page.items:
                return found
            found.append(page.items[0][field])

    def _change(self, fact: Fact, bucket: Bucket | None) -> Change:
        where = {"_id": fact.id, "seq": {"$lt": fact.sequence}}
        kept = {"outcome": fact.outcome, "seq": fact.sequence, "tallied": False}
        if bucket is None:
            return Change(where, {"$set": kept})
        first = {
            self._field: fact.about,
            "hour": fact.hour,
            "source": fact.source,
            "bucket": bucket.name,
        }
        return Change(where, {"$set": kept, "$setOnInsert": first}, upsert=True)
