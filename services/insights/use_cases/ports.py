"""What the use cases of insights need from outside."""

from datetime import datetime
from typing import Protocol

from services.insights.domain.contest import ContestFact
from services.insights.domain.fact import BucketCount, EntryFact
from shared.documents import Document


class Facts(Protocol):
    """One document for each entry and refusal."""

    def record(self, fact: EntryFact) -> str | None:
        """Apply `fact` if it is newer than what is known, untallied in the same write.

        Return the bucket it belongs to; None when its bucket is not known yet (its first event
        was never seen).
        """
        ...

    def untallied(self, workspace: str, bucket: str) -> list[tuple[str, int]]:
        """Return identifier and version of facts that no tally counts yet (at most 500)."""
        ...

    def open_buckets(self, workspace: str, contest: str) -> list[str]:
        """Return the buckets that hold untallied facts."""
        ...

    def count(self, workspace: str, bucket: str) -> dict[str, int]:
        """Return how many facts of the bucket have each outcome."""
        ...

    def mark_tallied(self, workspace: str, versions: list[tuple[str, int]]) -> int:
        """Mark those facts whose version is still the given one; return how many."""
        ...


class Tallies(Protocol):
    """One document for each bucket, with the counts of its settled facts."""

    def call_for(self, fact: EntryFact, bucket: str, due_at: datetime) -> None:
        """See to it that the bucket is counted by `due_at`."""
        ...

    def write(self, tally: Document, counts: dict[str, int]) -> Document | None:
        """Store the counts, guarded by the claim in `tally`; return it afterwards or None."""
        ...

    def settle(self, tally: Document) -> bool:
        """Let the bucket rest, unless someone called for another counting in the meantime."""
        ...

    def of_contest(self, workspace: str, contest: str) -> dict[str, BucketCount]:
        """Return the counts of each bucket of a contest, by bucket."""
        ...


class Contests(Protocol):
    """What is known of contests."""

    def record(self, fact: ContestFact) -> bool:
        """Apply `fact` if it is newer than what is known."""
        ...

    def state(self, workspace: str, contest: str) -> str:
        """Return the state, or an empty text for a contest that was never heard of."""
        ...
