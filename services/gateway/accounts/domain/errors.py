"""Errors of accounts."""

from typing import ClassVar

from shared.errors import AppError, Kind


class SignInRefused(AppError):
    """This address and this password do not belong together."""

    slug: ClassVar[str] = "sign_in_refused"
    kind: ClassVar[Kind] = Kind.INVALID
