"""What is asked of a service, and what it answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from shared.auth import Caller


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
