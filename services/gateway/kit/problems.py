"""What a service refuses, or that it does not answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.errors import AppError, FieldError, Kind

_KINDS = {kind.value: kind for kind in Kind}


class ServiceProblem(AppError):
    """A service answered with a problem document (RFC 9457), or not at all.

    `status` is the HTTP status, `slug` the service's own, `errors` the fields that are wrong.
    """

    def __init__(
        self,
        status: int,
        slug: str,
        errors: Sequence[FieldError] = (),
        retry_after: int | None = None,
        *,
        detail: str = "",
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail, fields=errors, retry_after=retry_after, extra=extra)
        self.status = status
        self.slug = slug  # type: ignore[misc]  # told by the service, not by the class
        self.kind = _KINDS.get(status, Kind.UNAVAILABLE)  # type: ignore[misc]

    @property
    def errors(self) -> tuple[FieldError, ...]:
        """The fields that are wrong."""
        return self.fields
