"""What the provider knows, and what may become of a call: done, refused, not now, not known."""

from dataclasses import dataclass
from typing import ClassVar

from shared.errors import AppError, Kind
from shared.money import Money


@dataclass(frozen=True, slots=True)
class Account:
    """A person's account at the provider. `owes` names what it still has to be told, as slugs.

    `reference` is what it was opened with.
    """

    id: str
    transfers_active: bool
    payouts_enabled: bool
    owes: tuple[str, ...] = ()
    disabled_reason: str = ""
    reference: str = ""

    @property
    def ready(self) -> bool:
        """Whether money that is sent to it arrives."""
        return self.transfers_active and self.payouts_enabled


@dataclass(frozen=True, slots=True)
class Transfer:
    """Money that was moved to an account. `group` is our payout's id, `reversed` what came back."""

    id: str
    amount: Money
    destination: str
    group: str
    reversed: Money


@dataclass(frozen=True, slots=True)
class PaidOut:
    """A payout that the provider made by itself, from an account to its bank.

    Neither `arrived` nor `failed` while it is on its way.
    """

    id: str
    arrived: bool
    failed: bool


class PaymentRefused(AppError):
    """The payment was refused; nothing was moved.

    `reason` is the provider's code (`balance_insufficient`).
    """

    slug: ClassVar[str] = "payment_refused"
    kind: ClassVar[Kind] = Kind.CONFLICT

    def __init__(self, reason: str) -> None:
        super().__init__(extra={"reason": reason})
        self.reason = reason


class KeyReused(AppError):
    """This payment was asked for before with other amounts.

    A fault of the program: one key stands for one transfer.
    """

    slug: ClassVar[str] = "payment_key_reused"
    kind: ClassVar[Kind] = Kind.CONFLICT


class OtherCurrency(AppError):
    """Payments of this kind are not made in this currency."""

    slug: ClassVar[str] = "payment_currency"
    kind: ClassVar[Kind] = Kind.INVALID


class PaymentsBusy(AppError):
    """The payment provider takes nothing in right now: nothing was moved, it is tried again."""

    slug: ClassVar[str] = "payments_busy"
    kind: ClassVar[Kind] = Kind.UNAVAILABLE


class PaymentUnknown(AppError):
    """The payment provider did not say what became of a call: it is looked at again.

    `replayed`: the answer is the kept one of an earlier call, and so will always be the same.
    """

    slug: ClassVar[str] = "payment_unknown"
    kind: ClassVar[Kind] = Kind.UNAVAILABLE

    def __init__(self, *, replayed: bool = False) -> None:
        super().__init__()
        self.replayed = replayed


class BadSignature(AppError):
    """This notice is not signed by the payment provider."""

    slug: ClassVar[str] = "bad_signature"
    kind: ClassVar[Kind] = Kind.MALFORMED


class StaleNotice(AppError):
    """This notice was signed too long ago, or in the future."""

    slug: ClassVar[str] = "stale_notice"
    kind: ClassVar[Kind] = Kind.MALFORMED


class BadNotice(AppError):
    """This notice cannot be read."""

    slug: ClassVar[str] = "bad_notice"
    kind: ClassVar[Kind] = Kind.MALFORMED
