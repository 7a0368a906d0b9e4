"""What can go wrong with accounts, as people and programs are told."""

from typing import ClassVar

from shared.errors import AppError, Kind


class AccountNotReady(AppError):
    """Nothing can be sent to this account yet; `reason` says why.

    `account_missing`, `account_unconfirmed`, `account_incomplete` or `account_restricted`.
    """

    slug: ClassVar[str] = "account_not_ready"
    kind: ClassVar[Kind] = Kind.CONFLICT

    def __init__(self, reason: str) -> None:
        super().__init__(extra={"reason": reason})
        self.reason = reason


class AccountSecondPersonNeeded(AppError):
    """The person who changed this account cannot confirm it: a second one must."""

    slug: ClassVar[str] = "account_second_person_needed"
    kind: ClassVar[Kind] = Kind.CONFLICT


class NothingToConfirm(AppError):
    """No account was given, or another one than was shown: read it again."""

    slug: ClassVar[str] = "nothing_to_confirm"
    kind: ClassVar[Kind] = Kind.CONFLICT


class LedByAnother(AppError):
    """Another person of the team leads this partner to the provider; that is confirmed first."""

    slug: ClassVar[str] = "led_by_another"
    kind: ClassVar[Kind] = Kind.CONFLICT
