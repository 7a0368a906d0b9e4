"""What stands for a request that may come twice."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, ClassVar, Protocol, TypeVar

from shared.errors import AppError, Kind


class IdempotencyConflict(AppError):
    """This idempotency key already stands for another request."""

    slug: ClassVar[str] = "idempotency_conflict"
    kind: ClassVar[Kind] = Kind.INVALID


class Asked(Protocol):
    """A thing that remembers the request which made it."""

    @property
    def request_hash(self) -> str:
        """The hash of that request."""
        ...


Thing = TypeVar("Thing", bound=Asked)


def request_hash(body: Mapping[str, Any]) -> str:
    """Return what stands for what was asked."""
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def same_request(stored: Thing, asked: str) -> Thing:
    """Return the thing that this request had made; raise `IdempotencyConflict` for another one."""
    if stored.request_hash != asked:
        raise IdempotencyConflict
    return stored
