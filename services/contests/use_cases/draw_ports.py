"""What sealing, drawing, winners and mails need from outside, as Protocols.

Documents pass through as they are stored (see the README for their fields): each is written by
guarded changes alone, so a dict with its version says all there is.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from services.contests.domain.audit import PeopleRead
from services.contests.domain.entry import Candidate, Entry
from services.contests.domain.mailing import Letter, Purpose
from services.contests.domain.outage import Interval
from services.contests.use_cases.ports import Listing
from shared.documents import Document
from shared.events import Event


class ListedEntries(Protocol):
    """Entries as the list sees them: in the order of their refs."""

    def candidates(
        self, workspace: str, contest: str, *, after: str | None, limit: int
    ) -> Listing[Candidate]:
        """Return a page of what the list needs of all entries, ordered by ref."""
        ...

    def by_ref(
        self, workspace: str, contest: str, *, after: str | None, limit: int
    ) -> Listing[Entry]:
        """Return a page of all entries of a contest, whatever their state, ordered by ref."""
        ...

    def of_ref(self, workspace: str, contest: str, ref: str) -> Entry:
        """Return the entry of a ref. Raises `NotFound`."""
        ...

    def of_address(self, workspace: str, contest: str, address_key: str) -> Entry | None:
        """Return the confirmed entry of an address, if there is one."""
        ...


class ListChunks(Protocol):
    """The frozen list, in chunks of fixed identifiers: one that exists is done."""

    def get(self, workspace: str, contest: str, number: int) -> Document | None:
        """Return a chunk."""
        ...

    def add(self, chunk: Document) -> Document:
        """Store a chunk; return the one that is stored, which may be another worker's."""
        ...

    def last(self, workspace: str, contest: str) -> Document | None:
        """Return the chunk with the highest number."""
        ...

    def each(self, workspace: str, contest: str) -> Iterator[Document]:
        """Yield the chunks in order."""
        ...

    def lines(self, workspace: str, contest: str) -> Iterator[str]:
        """Yield the list's lines in order."""
        ...


class Draws(Protocol):
    """One document for each draw, written once."""

    def add(self, draw: Document, event: Event) -> bool:
        """Store the draw with its event; False when this contest was drawn already."""
        ...

    def get(self, workspace: str, contest: str) -> Document | None:
        """Return the draw of a contest."""
        ...


class Winners(Protocol):
    """Who holds the places."""

    def add(self, winner: Document, events: Sequence[Event] = ()) -> bool:
        """Store a winner; False when it exists."""
        ...

    def get(self, workspace: str, contest: str, ref: str) -> Document:
        """Return a winner. Raises `NotFound`."""
        ...

    def by_claim(self, workspace: str, claim_hash: str) -> Document:
        """Return the winner of a claim token, by its hash. Raises `NotFound`."""
        ...

    def find(self, workspace: str, contest: str, ref: str) -> Document | None:
        """Return a winner, or None."""
        ...

    def of_contest(self, workspace: str, contest: str) -> list[Document]:
        """Return all winners of a contest, by place, in the order they held it."""
        ...

    def change(
        self,
        winner: Mapping[str, Any],
        only_if: Mapping[str, Any],
        values: Mapping[str, Any],
        *,
        drop: Sequence[str] = (),
        events: Sequence[Event] = (),
    ) -> Document | None:
        """Set `values` and unset `drop` where the stored winner is as `only_if` says.

        None: it was not.
        """
        ...


class Outcomes(Protocol):
    """What became of the winners: one append-only chain for each contest."""

    def get(self, workspace: str, contest: str) -> Document | None:
        """Return the outcome of a contest, None before the first."""
        ...

    def open(self, workspace: str, contest: str, now: datetime) -> Document:
        """Return the outcome, made empty where there was none."""
        ...

    def append(
        self, outcome: Document, entries: Sequence[Mapping[str, Any]], events: Sequence[Event]
    ) -> bool:
        """Append to the chain if nobody did since `outcome` was read."""
        ...


class Mails(Protocol):
    """Mails that wait, and what became of them."""

    def add(self, mails: Sequence[Document]) -> None:
        """Store those that are not stored yet."""
        ...

    def close(
        self,
        mail: Mapping[str, Any],
        state: str,
        now: datetime,
        events: Sequence[Event] = (),
        stranger: str = "",
    ) -> bool:
        """Move a waiting mail to `sent`, `refused` or `dropped`; False when it was moved before.

        `stranger` stands for an address whose owner did not confirm.
        """
        ...

    def sent_to(self, workspace: str, contest: str, stranger: str, since: datetime) -> int:
        """Return how many mails a stranger was sent since then."""
        ...

    def delay(self, mail: Mapping[str, Any], until: datetime) -> None:
        """Let a waiting mail wait while its server is away, if this claim of it still stands."""
        ...

    def defer(self, mail: Mapping[str, Any], until: datetime, now: datetime) -> None:
        """Let a mail wait that its server puts off, if this claim of it still stands."""
        ...

    def last_accepted(self, workspace: str, contest: str, purpose: Purpose) -> Document | None:
        """Return the mail of a purpose that was answered for last, or waits for its server."""
        ...

    def last_written(self, workspace: str, contest: str, purpose: Purpose) -> Document | None:
        """Return the mail of a purpose that was written last."""
        ...

    def accepted_after(
        self, workspace: str, contest: str, purpose: Purpose, start: datetime
    ) -> Iterator[Document]:
        """Yield the mails of a purpose that were answered for after `start`, or wait."""
        ...

    def count(self, workspace: str, contest: str, purpose: Purpose) -> int:
        """Return how many mails of a purpose were written."""
        ...

    def states(self, workspace: str, contest: str, purpose: Purpose) -> dict[str, str]:
        """Return what became of the mails of one purpose, by the entry's id."""
        ...


class Outages(Protocol):
    """When the mail server took no mail at all."""

    def begin(self, at: datetime) -> None:
        """Note an outage, unless one goes on."""
        ...

    def end(self, at: datetime) -> None:
        """Note that the outage is over, where one went on."""
        ...

    def since(self, start: datetime) -> list[Interval]:
        """Return the outages that ended after `start` or go on."""
        ...


class Mailings(Protocol):
    """Mails to everyone in, written page by page."""

    def add(self, mailing: Document) -> None:
        """Store a mailing if it is not stored yet."""
        ...

    def advance(
        self, mailing: Mapping[str, Any], after: str, written: int, due_at: datetime | None
    ) -> bool:
        """Note the place reached, if this claim of the mailing still stands."""
        ...


class Audit(Protocol):
    """Notes of who was shown people."""

    def add(self, note: PeopleRead) -> None:
        """Store a note with its event."""
        ...

    def remove(self, workspace: str, note_id: str) -> None:
        """Remove a note whose time is over."""
        ...


class PastedBeacons(Protocol):
    """Signatures that people pasted where the worker has no network, not checked yet."""

    def get(self, workspace: str, contest: str) -> str:
        """Return the signature pasted last, in hexadecimal, or ""."""
        ...

    def put(self, workspace: str, contest: str, signature: str, by: str, at: datetime) -> None:
        """Keep a signature instead of the one before."""
        ...

    def discard(self, workspace: str, contest: str, signature: str) -> None:
        """Forget a signature that is not the round's, unless another one came."""
        ...


class Beacons(Protocol):
    """Signatures of rounds, verified, from every chain that is pinned."""

    def fetch(self, chain: str, number: int) -> bytes:
        """Return the signature of a round. Raises `BeaconLate` or `BeaconUnavailable`."""
        ...

    def check_pasted(self, chain: str, number: int, text: str) -> bytes:
        """Return a signature given by a person. Raises `BeaconLate` or `BeaconLied`."""
        ...


class Letters(Protocol):
    """Puts mails into words."""

    def write(self, purpose: Purpose, language: str, facts: Mapping[str, Any]) -> Letter:
        """Return the letter."""
        ...


class Alarms(Protocol):
    """Where what needs a person's eye is counted and logged."""

    def beacon_failed(self, contest: str, slug: str, detail: str) -> None:
        """The beacon was late, away or not truthful."""
        ...

    def mail_refused(self, contest: str, purpose: str) -> None:
        """A mail will never be accepted."""
        ...

    def mail_unfit(self, contest: str, purpose: str, detail: str) -> None:
        """A mail was refused for what it is: it is put off, and someone must mend it."""
        ...
