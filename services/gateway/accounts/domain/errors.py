"""Errors of accounts."""

from typing import ClassVar

from shared.errors import AppError, Kind


class SignInRefused(AppError):
    """This address and this password do not belong together."""

    slug: ClassVar[str] = "sign_in_refused"
    kind: ClassVar[Kind] = Kind.INVALID


class AddressTaken(AppError):
    """This address already belongs to an account."""

    slug: ClassVar[str] = "address_taken"
    kind: ClassVar[Kind] = Kind.CONFLICT
