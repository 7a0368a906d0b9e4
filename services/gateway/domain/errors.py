"""Errors of the gateway's own."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from shared.errors import AppError, FieldError, Kind

_KINDS = {kind.value: kind for kind in Kind}


class SignInRefused(AppError):
    """This address and this password do not belong together."""

    slug: ClassVar[str] = "sign_in_refused"
    kind: ClassVar[Kind] = Kind.INVALID


class RefusedOrigin(AppError):
    """This form was not sent by one of our own pages."""

    slug: ClassVar[str] = "refused_origin"
    kind: ClassVar[Kind] = Kind.FORBIDDEN


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
