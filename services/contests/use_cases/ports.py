"""What the use cases need from outside, as Protocols; `adapters/` has the real ones.

Every method asks for the workspace: one never sees another's documents.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from services.contests.domain.contest import Contest
from services.contests.domain.entry import Consent, Entry, EntryState, Exclusion, Refusal
from shared.events import Event

Item = TypeVar("Item")


@dataclass(frozen=True)
class Listing(Generic[Item]):
    """A page of a list, and the place after which the next one begins (None: no more)."""

    items: list[Item]
    after: str | None = None


class Contests(Protocol):
    """Where contests are kept."""

    def add(self, contest: Contest, events: Sequence[Event] = ()) -> Contest:
        """Store a new contest. Raises `SlugTaken`."""
        ...

    def get(self, workspace: str, contest_id: str) -> Contest:
        """Return a contest. Raises `NotFound`."""
        ...

    def by_slug(self, workspace: str, slug: str) -> Contest:
        """Return a contest by its public address. Raises `NotFound`."""
        ...

    def page(
        self, workspace: str, *, state: str = "", after: str | None = None, limit: int = 50
    ) -> Listing[Contest]:
        """Return contests, the newest first."""
        ...

    def save(self, contest: Contest, events: Sequence[Event] = ()) -> Contest:
        """Store a contest if nobody did since it was read, with its events.

        Returns it with its next version. Raises `StaleVersion` or `SlugTaken`.
        """
        ...


class Entries(Protocol):
    """Where entries are kept. Every change is guarded; None means that the guard refused."""

    def add(self, entry: Entry, events: Sequence[Event]) -> bool:
        """Store a new entry; False when its `request_key` was used before."""
        ...

    def get(self, workspace: str, contest_id: str, entry_id: str) -> Entry:
        """Return an entry. Raises `NotFound`."""
        ...

    def by_token(self, workspace: str, purpose: str, hashed: str) -> Entry:
        """Return the entry of a token of one purpose, by its hash. Raises `NotFound`.

        The purposes are `confirm`, `manage` and `unsubscribe`.
        """
        ...

    def by_request(self, workspace: str, request_key: str) -> Entry:
        """Return the entry that an idempotency key made. Raises `NotFound`."""
        ...

    def has_person(self, workspace: str, contest_id: str, address_key: str) -> bool:
        """Return whether a confirmed entry has the place of this address."""
        ...

    def page(
        self,
        workspace: str,
        contest_id: str,
        *,
        state: str = "",
        after: str | None = None,
        limit: int = 50,
    ) -> Listing[Entry]:
        """Return entries of a contest, the oldest first."""
        ...

    def confirm(
        self,
        entry: Entry,
        *,
        address_key: str,
        at: datetime,
        consents: Sequence[Consent],
        receipt: Mapping[str, Any],
        event: Event,
    ) -> Entry | None:
        """Confirm an unconfirmed entry, taking its person's one place in the contest.

        Raises `AlreadyEntered` when another entry has that place.
        """
        ...

    def move(
        self,
        entry: Entry,
        *,
        source: EntryState,
        target: EntryState,
        event: Event,
        excluded: Exclusion | None = None,
    ) -> Entry | None:
        """Move an entry from one state to another; `excluded` is kept only when excluding."""
        ...

    def erase(self, entry: Entry, *, consents: Sequence[Consent], event: Event) -> Entry | None:
        """Withdraw an entry that is not withdrawn yet, and cut its link to the person."""
        ...

    def forget(self, entry: Entry) -> None:
        """Cut the link of an entry to its person; it stays what it is."""
        ...

    def record_consents(self, entry: Entry, consents: Sequence[Consent]) -> Entry | None:
        """Store the consents, guarded by the version that was read."""
        ...

    def count(self, workspace: str, contest_id: str, state: str = "", reason: str = "") -> int:
        """Return how many entries a contest has, by state and reason of exclusion if given."""
        ...


class Refusals(Protocol):
    """Where refused forms are counted."""

    def add(self, refusal: Refusal, event: Event) -> None:
        """Count one, once for each identifier."""
        ...

    def count(self, workspace: str, contest_id: str, reason: str) -> int:
        """Return how many forms were refused for `reason`."""
        ...


class SealedLists(Protocol):
    """The public list of a sealed contest."""

    def holds(self, workspace: str, contest_id: str, ref: str) -> bool:
        """Return whether the list has an entry with this ref."""
        ...


class Wrapper(Protocol):
    """Wraps a contest's secrets by the key from the environment."""

    def wrap(self, secret: bytes, *purpose: str) -> bytes:
        """Return what may be stored."""
        ...

    def unwrap(self, wrapped: bytes, *purpose: str) -> bytes:
        """Return the secret; `purpose` is as given to `wrap`."""
        ...


class Signer(Protocol):
    """Signs receipts with the key of one contest."""

    @property
    def public_key(self) -> str:
        """The public key, 64 hexadecimal characters."""
        ...

    def __call__(self, message: bytes) -> bytes:
        """Return the Ed25519 signature of `message`, 64 bytes."""
        ...


class SignerMaker(Protocol):
    """Makes the signer of one contest."""

    def __call__(self, seed: bytes) -> Signer:
        """Return the signer of a 32-byte seed."""
        ...
