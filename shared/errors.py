"""Errors that users can meet: each carries a slug (what) and a kind (how serious, for whom).

They are mapped once to RFC 9457 problem documents, by `shared.webapp.problems`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as member
from enum import Enum
from typing import Any, ClassVar


class Kind(Enum):
    """The kinds of error, with the HTTP status each one becomes."""

    INVALID = 422
    MALFORMED = 400
    UNAUTHENTICATED = 401
    FORBIDDEN = 403
    MISSING = 404
    CONFLICT = 409
    GONE = 410
    STALE = 412
    TOO_LARGE = 413
    PRECONDITION_REQUIRED = 428
    THROTTLED = 429
    UNAVAILABLE = 503


@dataclass(frozen=True)
class FieldError:
    """One field that is wrong.

    `field` is a dotted path in the request (`settings.closes_at`), `code` a stable slug that a
    page translates (`closes_before_opening`), `params` what the sentence needs (JSON values).
    """

    field: str
    code: str
    params: Mapping[str, Any] = member(default_factory=dict)


class AppError(Exception):
    """Base of every error that is told to a caller. Subclasses set `slug` and `kind`."""

    slug: ClassVar[str] = "error"
    kind: ClassVar[Kind] = Kind.INVALID

    def __init__(
        self,
        detail: str = "",
        *,
        fields: Sequence[FieldError] = (),
        retry_after: int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        # Of its words for programmers, a class tells callers the first paragraph alone.
        first = (self.__doc__ or "").strip().partition("\n\n")[0]
        super().__init__(detail or " ".join(first.split()))
        self.detail = str(self)
        self.fields = tuple(fields)
        self.retry_after = retry_after
        self.extra = dict(extra or {})


class Invalid(AppError):
    """Some fields are wrong."""

    slug = "invalid"
    kind = Kind.INVALID


class NotFound(AppError):
    """There is nothing at this address."""

    slug = "not_found"
    kind = Kind.MISSING


class StaleVersion(AppError):
    """Someone else changed this in the meantime: read it again, then repeat your change."""

    slug = "stale"
    kind = Kind.STALE


class TryAgain(AppError):
    """The service cannot answer right now: repeat the same request in a moment."""

    slug = "try_again"
    kind = Kind.UNAVAILABLE


class Unreachable(AppError):
    """The service does not answer right now: repeat the same request in a moment.

    What it stands on does not. `str()` is the reason, with addresses, for the log; callers are told
    none of it.
    """

    slug = "unreachable"
    kind = Kind.UNAVAILABLE

    def __init__(self, reason: str = "") -> None:
        super().__init__()
        self.args = (reason,)
