"""What the gateway needs from outside."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from services.gateway.accounts.domain.account import Account
from services.gateway.accounts.domain.session import SignedIn
from services.gateway.accounts.domain.workspace import Workspace
from shared.auth import Caller
from shared.events import Event


@dataclass(frozen=True)
class KeptForm:
    """A form that arrived after its session had expired: shown again after sign-in."""

    id: str
    path: str
    account_id: str
    fields: tuple[tuple[str, str], ...]
    expires_at: datetime


@dataclass(frozen=True)
class Question:
    """One call of a service. `path` begins after `/api/v1`; `body` is JSON.

    A value of `query` that is a list is given as often as it is long.
    """

    service: str
    method: str
    path: str
    caller: Caller
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What a service answered: JSON, and the headers that matter (lower-case names)."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def version(self) -> int | None:
        """The version in the ETag."""
        digits = self.headers.get("etag", "").strip('W/"')
        return int(digits) if digits.isdigit() else None


@dataclass(frozen=True)
class Streamed:
    """An answer that is handed on as it arrives; `chunks` must be read or closed."""

    status: int
    headers: Mapping[str, str]
    chunks: Iterator[bytes]


class Services(Protocol):
    """The other services."""

    def ask(self, question: Question) -> Answer:
        """Return the answer; raise `ServiceProblem` for every status from 400 on."""
        ...

    def stream(self, question: Question, raw: bytes | None = None) -> Streamed:
        """Return the answer whatever its status, body unread; `raw` is sent in place of `body`."""
        ...


class Passwords(Protocol):
    """Hashes of passwords."""

    def hash(self, password: str) -> str:
        """Return a hash to keep."""
        ...

    def check(self, stored: str | None, password: str) -> bool:
        """Tell whether they belong together, in the same time where `stored` is None."""
        ...


class Workspaces(Protocol):
    """Where workspaces are kept."""

    def get(self, workspace_id: str) -> Workspace | None:
        """Return the workspace or None."""
        ...

    def add(self, workspace: Workspace) -> None:
        """Keep a workspace; one that exists stays as it is."""
        ...


class Accounts(Protocol):
    """Where accounts are kept."""

    def by_email(self, email: str) -> Account | None:
        """Return the account of a canonical address, of any workspace."""
        ...

    def add(self, account: Account, events: Sequence[Event]) -> Account:
        """Keep an account with its events; return the one that already had this address."""
        ...


class Sessions(Protocol):
    """Where sessions and kept forms are kept."""

    def get(self, id: str) -> SignedIn | None:  # noqa: A002 - the field's word
        """Return the session of this hash, expired or not."""
        ...

    def put(self, session: SignedIn) -> None:
        """Keep a session, in place of the one with the same id."""
        ...

    def end(self, id: str) -> None:  # noqa: A002
        """Forget a session."""
        ...

    def keep_form(self, form: KeptForm) -> None:
        """Keep a form."""
        ...

    def take_form(self, id: str) -> KeptForm | None:  # noqa: A002
        """Return a kept form once."""
        ...

    def clean_up(self, now: datetime) -> int:
        """Forget what has expired; return how many."""
        ...
