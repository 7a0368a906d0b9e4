"""The documents port: one object for each collection, the same on MongoDB and on SQLite.

A document is a dict with `_id`, `workspace_id` and `version` (int, starts at 1, raised by every
`replace` and `change`). Its pending events are kept beside it, in the same write, and hidden.
Filters, updates and values are a closed set (see `docs/decisions/0001-documents-port.md`);
anything else raises `UnsupportedForm` before it reaches a server.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar

from shared.documents.declaration import Declaration as Declaration
from shared.documents.declaration import Gone as Gone
from shared.documents.declaration import Index as Index
from shared.errors import AppError, Kind, Unreachable
from shared.events import Event

Item = TypeVar("Item")
Other = TypeVar("Other")

Document = dict[str, Any]
Where = Mapping[str, Any]
Update = Mapping[str, Mapping[str, Any]]

MOST_PENDING_EVENTS = 100
MOST_EVENT_BYTES = 256 * 1024


class UnsupportedForm(Exception):
    """A filter, update or value outside the closed set: a fault of the program, never of a user."""


class Duplicate(Exception):
    """A unique index refused a write; `index` is its declared name (`_id` for the identifier)."""

    def __init__(self, index: str) -> None:
        super().__init__(index)
        self.index = index


class Stale(Exception):
    """`replace` met another version than the one that was read."""


class StoreUnavailable(Unreachable):
    """The database does not answer: repeat the same request in a moment."""

    slug = "store_unavailable"


class OutboxFull(AppError):
    """Too many events of this document wait to be published: try again in a moment."""

    slug = "outbox_full"
    kind = Kind.UNAVAILABLE


@dataclass(frozen=True)
class Pending:
    """A document's events that wait: `events[0]` has sequence `sent + 1`."""

    id: str
    workspace_id: str
    sent: int
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Page(Generic[Item]):
    """A page of a list, and the place after which the next one begins (None: no more)."""

    items: list[Item]
    after: str | None = None

    def of(self, make: Callable[[Item], Other]) -> "Page[Other]":
        """Return the page of what `make` makes of each."""
        return Page([make(item) for item in self.items], self.after)


@dataclass(frozen=True)
class Inserted:
    """What `insert_many` did, by `_id`."""

    stored: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Change:
    """One member of `change_each`."""

    where: Where
    update: Update
    events: tuple[Event, ...] = ()
    upsert: bool = False


@dataclass(frozen=True)
class Settlement:
    """One member of `settle_each`: the first `count` events after `sent` were acknowledged."""

    workspace_id: str
    id: str
    sent: int
    count: int


class Collection(Protocol):
    """One collection of a service's database.

    `publishes` is False where its declaration says so: a write with events is then refused, as
    nobody would ever publish them.
    """

    publishes: bool

    @property
    def name(self) -> str:
        """The collection's name."""
        ...

    def ensure(self, indexes: Sequence[Index]) -> None:
        """Create the declared indexes where they are absent; called at start."""
        ...

    def insert(self, document: Document, events: Sequence[Event] = ()) -> None:
        """Store a new document with its events; raise `Duplicate`."""
        ...

    def insert_many(self, documents: Iterable[Document]) -> Inserted:
        """Store many, unordered, without events."""
        ...

    def get(self, workspace: str, id: str) -> Document | None:  # noqa: A002 - the field's word
        """Return the document or None."""
        ...

    def find(
        self,
        workspace: str,
        where: Where,
        *,
        sort: Sequence[str] = ("_id",),
        descending: bool = False,
        after: str | None = None,
        limit: int = 50,
        fields: Sequence[str] | None = None,
    ) -> Page[Document]:
        """Return a page. `sort` is the tail of a declared index, in one direction.

        It ends in `_id` (added when absent). `after` is a former page's `after`.
        """
        ...

    def count(self, workspace: str, where: Where, up_to: int | None = None) -> int:
        """Return how many match, at most `up_to`."""
        ...

    def replace(self, document: Document, events: Sequence[Event] = ()) -> Document:
        """Store `document` if its `version` is still the stored one; return it with the next one.

        Raise `Stale` otherwise, or when the document is gone.
        """
        ...

    def change(
        self,
        workspace: str,
        where: Where,
        update: Update,
        events: Sequence[Event] = (),
        *,
        sort: Sequence[str] = (),
        upsert: bool = False,
    ) -> Document | None:
        """Change one document atomically, return it as it is afterwards; None: guard refused.

        An upsert takes its `_id` from `where`; raise `Duplicate` for another unique index.
        """
        ...

    def change_each(self, workspace: str, changes: Sequence[Change]) -> int:
        """Apply many changes, each atomic, not together; return how many were applied."""
        ...

    def delete(self, workspace: str, where: Where) -> int:
        """Remove what matches; return how many."""
        ...

    def pending(self, limit: int, skip: int = 0) -> list[Pending]:
        """Return documents of any workspace whose events wait, oldest first, without `skip` first.

        Passing over many is cheap: nothing of them is read but their place in the index.
        """
        ...

    def settle(self, workspace: str, id: str, sent: int, count: int) -> bool:  # noqa: A002
        """Take the first `count` events away, guarded by `sent`; a repeat changes nothing.

        Raises no version.
        """
        ...

    def settle_each(self, settlements: Sequence[Settlement]) -> int:
        """Settle different documents, each by its own guard; return how many were settled.

        Not which: a server's answer to a bulk does not say it, and nobody has to know, since a
        refused settlement means that somebody else has settled.
        """
        ...

    def claim_due(self, now: datetime, lease: timedelta) -> Document | None:
        """Claim the most overdue document of any workspace (`due_at` at or before `now`).

        Sets `due_at = now + lease` and raises `attempts` by one, raises no version, and returns
        the document; None when nothing is due. The owner finishes by a change that sets or unsets
        `due_at`, guarded on `attempts` where only the last claim counts.
        """
        ...


class Database(Protocol):
    """One service's database."""

    def collection(self, name: str) -> Collection:
        """Return the collection called `name`."""
        ...

    def open(self, declaration: Declaration) -> Collection:
        """Return the declared collection, its indexes ensured; remember what it declares.

        Raise `UnsupportedForm` for a second declaration of the same name.
        """
        ...

    @property
    def declared(self) -> tuple[Declaration, ...]:
        """What was opened in this process: the relay asks here."""
        ...

    def publishing(self) -> list[Collection]:
        """Return the opened collections whose documents carry events."""
        ...

    def ping(self) -> None:
        """Raise `StoreUnavailable` unless the database answers."""
        ...

    def idle(self) -> None:
        """Do upkeep while nothing else happens (SQLite: a truncating checkpoint)."""
        ...

    def close(self) -> None:
        """Let go of connections."""
        ...


def open_database(
    service: str, *, mongo_url: str = "", data_dir: str = "", prefix: str = "kermesse"
) -> Database:
    """Return the database of `service`: MongoDB where `mongo_url` is given, else one SQLite file.

    `data_dir` is the folder of the files; `prefix` begins the name of a MongoDB database
    (`kermesse_contests`). The driver is imported here, by the adapter that is chosen.
    """
    if mongo_url:
        from shared.documents.mongo import MongoDatabase

        return MongoDatabase(mongo_url, f"{prefix}_{service}")
    from shared.documents.sqlite import SqliteDatabase

    return SqliteDatabase(f"{data_dir}/{service}.sqlite")
