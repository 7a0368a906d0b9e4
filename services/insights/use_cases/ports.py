"""What the use cases of insights need from outside."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from services.insights.domain.bucket import Bucket, BucketCount
from services.insights.domain.contest import ContestFact
from services.insights.domain.fact import EntryFact
from services.insights.domain.generation import Generations
from shared.documents import Document


class Facts(Protocol):
    """One document for each entry and refusal."""

    def record(self, workspace: str, facts: Sequence[tuple[EntryFact, Bucket | None]]) -> None:
        """Apply each fact that is newer than what is known, untallied in the same write.

        A fact without a bucket changes what is known, and begins nothing.
        """
        ...

    def buckets_of(self, workspace: str, ids: Sequence[str]) -> set[Bucket]:
        """Return the buckets to which known facts belong."""
        ...

    def untallied(self, workspace: str, bucket: Bucket) -> list[tuple[str, int]]:
        """Return identifier and version of facts that no tally counts yet (some thousands)."""
        ...

    def open_buckets(self, workspace: str, contest: str) -> list[Bucket]:
        """Return the buckets that hold untallied facts."""
        ...

    def count(self, workspace: str, bucket: Bucket) -> dict[str, int]:
        """Return how many facts of the bucket have each outcome."""
        ...

    def mark_tallied(self, workspace: str, versions: Sequence[tuple[str, int]]) -> int:
        """Mark those facts whose version is still the given one; return how many."""
        ...


class Tallies(Protocol):
    """One document for each bucket, with the counts of its settled facts."""

    def call_for(self, workspace: str, buckets: Iterable[Bucket], due_at: datetime) -> None:
        """See to it that the buckets are counted by `due_at`."""
        ...

    def write(self, tally: Document, counts: dict[str, int]) -> Document | None:
        """Store the counts, guarded by the claim in `tally`; return it afterwards or None."""
        ...

    def settle(self, tally: Document) -> bool:
        """Let the bucket rest, unless someone called for another counting in the meantime."""
        ...

    def of_contest(self, workspace: str, contest: str) -> dict[Bucket, BucketCount]:
        """Return the counts of each bucket of a contest."""
        ...


class Contests(Protocol):
    """What is known of contests."""

    def record(self, fact: ContestFact) -> bool:
        """Apply `fact` if it is newer than what is known."""
        ...

    def state(self, workspace: str, contest: str) -> str:
        """Return the state, or an empty text for a contest that was never heard of."""
        ...

    def every(self, workspace: str) -> Iterator[str]:
        """Yield the contests of a workspace."""
        ...


class Sources(Protocol):
    """The sources that each contest tells apart: the first that came. Never forgotten."""

    def told_apart(self, workspace: str, contest: str, source: str) -> str | None:
        """Return `source`, or None when the contest tells no more sources apart."""
        ...


class Workspaces(Protocol):
    """The workspaces that were heard of."""

    def note(self, workspace: str) -> None:
        """Remember a workspace."""
        ...

    def every(self) -> Iterator[str]:
        """Yield all of them."""
        ...


class Pointer(Protocol):
    """The one document that says which generation is served."""

    def read(self) -> Generations:
        """Return what it says."""
        ...

    def change(self, decide: Callable[[Generations], Generations]) -> Generations:
        """Store what `decide` makes of it, in one guarded write; return that.

        `decide` is asked again where another writer was first.
        """
        ...


class ReadModel(Protocol):
    """One generation of everything that is rebuilt."""

    @property
    def facts(self) -> Facts:
        """Its facts."""
        ...

    @property
    def tallies(self) -> Tallies:
        """Its tallies."""
        ...

    @property
    def contests(self) -> Contests:
        """Its contests."""
        ...

    def size(self, workspace: str) -> tuple[int, int]:
        """Return how many facts and contests it holds."""
        ...

    def remove(self, workspace: str) -> int:
        """Remove what it holds; return how many documents."""
        ...


class Building(Protocol):
    """A generation in the making, with the group that reads for it."""

    def ends(self) -> dict[tuple[str, int], int]:
        """Return the offset after the last message of each partition."""
        ...

    def has_reached(self, ends: dict[tuple[str, int], int]) -> bool:
        """Tell whether all that is before `ends` was handled and committed."""
        ...

    def read_some(self) -> int:
        """Handle a batch; return how many messages are done with, after a short wait for any."""
        ...

    def count_some(self) -> bool:
        """Count a bucket that is due; False when none is."""
        ...

    def leave(self) -> None:
        """Leave the group, so that whoever joins it goes on from what was committed."""
        ...
