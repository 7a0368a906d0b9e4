"""What a service refuses, or that it does not answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.errors import AppError, FieldError, Kind

_KINDS = {kind.value: kind for kind in Kind}
_AWAY = "The service does not answer right now: repeat the same request in a moment."
_TOLD = {404: "There is nothing at this address.", 422: "Some fields are wrong."}


class ServiceProblem(AppError):
    """A service refused something, or did not answer.

    It told so by a problem document of RFC 9457, or by silence. `status` is the HTTP status,
    `slug` the service's own, `errors` the fields that are wrong, `detail` the service's own
    sentence, else a general one.
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
        said = detail or _TOLD.get(status) or (_AWAY if status >= 500 else "This was refused.")
        super().__init__(said, fields=errors, retry_after=retry_after, extra=extra)
        self.status = status
        self.slug = slug  # type: ignore[misc]  # told by the service, not by the class
        self.kind = _KINDS.get(status, Kind.UNAVAILABLE)  # type: ignore[misc]

    @property
    def errors(self) -> tuple[FieldError, ...]:
        """The fields that are wrong."""
        return self.fields
