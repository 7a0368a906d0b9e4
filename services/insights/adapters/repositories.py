"""Facts, tallies and contests over the documents port."""

from collections.abc import Sequence
from datetime import datetime

from services.insights.domain.contest import ContestFact
from services.insights.domain.fact import BucketCount, EntryFact, bucket_of
from shared.documents import Change, Collection, Database, Document, Index

FACT_INDEXES: Sequence[Index] = (
    Index("facts_outcome", ("workspace_id", "bucket", "outcome")),
    Index("facts_untallied", ("workspace_id", "bucket", "tallied")),
    Index("facts_open", ("workspace_id", "contest_id", "tallied", "bucket")),
)
TALLY_INDEXES: Sequence[Index] = (
    Index("tallies_contest", ("workspace_id", "contest_id")),
    Index("tallies_due", ("due_at",)),
)
PAGE = 500


class FactRepository:
    """One document for each entry and refusal: `_id` is its own id, `seq` its guard."""

    def __init__(self, database: Database) -> None:
        self.collection: Collection = database.collection("facts")

    def ensure(self) -> None:
        """Declare the indexes."""
        self.collection.ensure(FACT_INDEXES)

    def record(self, fact: EntryFact) -> str | None:
        """Apply `fact` if it is newer than what is known; return its bucket."""
        kept = {"outcome": fact.outcome, "seq": fact.sequence, "tallied": False}
        first = {
            "contest_id": fact.contest_id,
            "hour": fact.hour,
            "source": fact.source,
            "bucket": bucket_of(fact.contest_id, fact.hour, fact.source),
        }
        self.collection.change(
            fact.workspace_id,
            {"_id": fact.id, "seq": {"$lt": fact.sequence}},
            {"$set": kept, "$setOnInsert": first} if fact.hour else {"$set": kept},
            upsert=bool(fact.hour),
        )
        known = self.collection.get(fact.workspace_id, fact.id)
        return None if known is None else str(known["bucket"])

    def untallied(self, workspace: str, bucket: str) -> list[tuple[str, int]]:
        """Return identifier and version of facts that no tally counts yet."""
        where = {"bucket": bucket, "tallied": False}
        page = self.collection.find(workspace, where, limit=PAGE, fields=("version",))
        return [(d["_id"], d["version"]) for d in page.items]

    def open_buckets(self, workspace: str, contest: str) -> list[str]:
        """Return the buckets that hold untallied facts, one index look-up for each."""
        where = {"contest_id": contest, "tallied": False}
        return self._distinct(workspace, where, "bucket")

    def count(self, workspace: str, bucket: str) -> dict[str, int]:
        """Return how many facts of the bucket have each outcome."""
        outcomes = self._distinct(workspace, {"bucket": bucket}, "outcome")
        return {
            outcome: self.collection.count(workspace, {"bucket": bucket, "outcome": outcome})
            for outcome in outcomes
        }

    def mark_tallied(self, workspace: str, versions: list[tuple[str, int]]) -> int:
        """Mark those facts whose version is still the given one."""
        changes = [
            Change({"_id": id_, "version": version}, {"$set": {"tallied": True}})
            for id_, version in versions
        ]
        return self.collection.change_each(workspace, changes) if changes else 0

    def _distinct(self, workspace: str, where: Document, field: str) -> list[str]:
        found: list[str] = []
        while True:
            beyond = where | {field: {"$gt": found[-1]}} if found else where
            page = self.collection.find(workspace, beyond, sort=(field,), limit=1, fields=(field,))
            if not page.items:
                return found
            found.append(page.items[0][field])


class TallyRepository:
    """One document for each bucket; `due_at` while it waits to be counted."""

    def __init__(self, database: Database) -> None:
        self.collection: Collection = database.collection("tallies")

    def ensure(self) -> None:
        """Declare the indexes."""
        self.collection.ensure(TALLY_INDEXES)

    def call_for(self, fact: EntryFact, bucket: str, due_at: datetime) -> None:
        """See to it that the bucket is counted by `due_at`."""
        _, hour, source = bucket.split(":", 2)
        first = {"contest_id": fact.contest_id, "hour": hour, "source": source}
        self.collection.change(
            fact.workspace_id,
            {"_id": bucket},
            {"$min": {"due_at": due_at}, "$setOnInsert": first | {"outcomes": []}},
            upsert=True,
        )

    def write(self, tally: Document, counts: dict[str, int]) -> Document | None:
        """Store the counts, guarded by the claim.

        Outcomes are a list, as their names hold characters that a path may not.
        """
        outcomes = [{"outcome": name, "count": n} for name, n in sorted(counts.items())]
        guard = {"_id": tally["_id"], "attempts": tally["attempts"]}
        update = {"$set": {"outcomes": outcomes}}
        return self.collection.change(tally["workspace_id"], guard, update)

    def settle(self, tally: Document) -> bool:
        """Let the bucket rest, guarded by the claim and by whoever called for it since."""
        guard = {key: tally[key] for key in ("_id", "attempts", "version")}
        update = {"$unset": {"due_at": ""}}
        return self.collection.change(tally["workspace_id"], guard, update) is not None

    def of_contest(self, workspace: str, contest: str) -> dict[str, BucketCount]:
        """Return the counts of each bucket of a contest, by bucket."""
        counted: dict[str, BucketCount] = {}
        after = None
        while True:
            where = {"contest_id": contest}
            page = self.collection.find(workspace, where, after=after, limit=PAGE)
            counted |= {d["_id"]: _bucket_count(d) for d in page.items}
            if (after := page.after) is None:
                return counted


class ContestRepository:
    """One document for each contest that was heard of."""

    def __init__(self, database: Database) -> None:
        self.collection: Collection = database.collection("contests")

    def ensure(self) -> None:
        """Declare the indexes: `_id` is enough."""
        self.collection.ensure(())

    def record(self, fact: ContestFact) -> bool:
        """Apply `fact` if it is newer than what is known."""
        applied = self.collection.change(
            fact.workspace_id,
            {"_id": fact.id, "seq": {"$lt": fact.sequence}},
            {"$set": {"seq": fact.sequence, "state": fact.state, "since": fact.at}},
            upsert=True,
        )
        return applied is not None

    def state(self, workspace: str, contest: str) -> str:
        """Return the state, or an empty text."""
        known = self.collection.get(workspace, contest)
        return str(known["state"]) if known else ""


def _bucket_count(document: Document) -> BucketCount:
    counts = {row["outcome"]: row["count"] for row in document["outcomes"]}
    return BucketCount(document["hour"], document["source"], counts)
