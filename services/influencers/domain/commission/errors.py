"""What can go wrong with orders and commissions, as people and programs are told."""

from typing import ClassVar

from shared.errors import AppError, Kind


class BadAmount(AppError):
    """An amount is a whole number of minor units, not negative, in the currency of the program."""

    slug: ClassVar[str] = "bad_amount"
    kind: ClassVar[Kind] = Kind.INVALID


class SaleDiffers(AppError):
    """This order is known with other lines or amounts: send changes as refunds."""

    slug: ClassVar[str] = "sale_differs"
    kind: ClassVar[Kind] = Kind.CONFLICT


class RefundDiffers(AppError):
    """A refund of this id is known with another amount or line: give it an id of its own."""

    slug: ClassVar[str] = "refund_differs"
    kind: ClassVar[Kind] = Kind.CONFLICT


class RefundTooLarge(AppError):
    """More would be refunded than is left of the sale."""

    slug: ClassVar[str] = "refund_too_large"
    kind: ClassVar[Kind] = Kind.CONFLICT


class TooManyRefunds(AppError):
    """This order has as many refunds and corrections as one may have."""

    slug: ClassVar[str] = "too_many_refunds"
    kind: ClassVar[Kind] = Kind.CONFLICT


class SaleUnknown(AppError):
    """The sale of this order is not known yet: send it first, then its correction."""

    slug: ClassVar[str] = "sale_unknown"
    kind: ClassVar[Kind] = Kind.CONFLICT


class UnknownLine(AppError):
    """This order has no line of this id."""

    slug: ClassVar[str] = "unknown_line"
    kind: ClassVar[Kind] = Kind.INVALID


class CorrectionRaises(AppError):
    """A correction only lowers what is left: send what was added as an order of its own."""

    slug: ClassVar[str] = "correction_raises"
    kind: ClassVar[Kind] = Kind.CONFLICT


class NotHeld(AppError):
    """Nothing is held here under this reason."""

    slug: ClassVar[str] = "not_held"
    kind: ClassVar[Kind] = Kind.CONFLICT


class AlreadyAppealed(AppError):
    """An appeal was made already: somebody will decide."""

    slug: ClassVar[str] = "already_appealed"
    kind: ClassVar[Kind] = Kind.CONFLICT


class NothingToAdjust(AppError):
    """An adjustment adds or takes something, and says why."""

    slug: ClassVar[str] = "nothing_to_adjust"
    kind: ClassVar[Kind] = Kind.INVALID
