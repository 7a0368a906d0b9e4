"""What can go wrong with payouts, as people and programs are told."""

from collections.abc import Sequence
from typing import ClassVar

from shared.errors import AppError, Kind


class StillGathering(AppError):
    """The amount of this payout is being added up: try again in a moment."""

    slug: ClassVar[str] = "still_gathering"
    kind: ClassVar[Kind] = Kind.CONFLICT


class PayoutSecondPersonNeeded(AppError):
    """The person who proposed this payout cannot approve it: a second one must."""

    slug: ClassVar[str] = "second_person_needed"
    kind: ClassVar[Kind] = Kind.CONFLICT


class LinesSecondPersonNeeded(AppError):
    """A line of this payout was told, decided or let go by the same person alone.

    Somebody else approves it, or proposes another.
    """

    slug: ClassVar[str] = "lines_second_person_needed"
    kind: ClassVar[Kind] = Kind.CONFLICT


class ReturnSecondPersonNeeded(AppError):
    """The person who told that the money came back cannot confirm it: a second one must."""

    slug: ClassVar[str] = "return_second_person_needed"
    kind: ClassVar[Kind] = Kind.CONFLICT


class NothingDue(AppError):
    """Nothing is due to this partner now, or less than the least that is paid at once."""

    slug: ClassVar[str] = "nothing_due"
    kind: ClassVar[Kind] = Kind.CONFLICT


class PaymentsDisabled(AppError):
    """Stripe is not set up here: pay by transfer, or set KERMESSE_STRIPE_SECRET_KEY."""

    slug: ClassVar[str] = "payments_disabled"
    kind: ClassVar[Kind] = Kind.CONFLICT


class PayerMissing(AppError):
    """The account that pays is not known yet: enter it first."""

    slug: ClassVar[str] = "payer_missing"
    kind: ClassVar[Kind] = Kind.CONFLICT


class WrongPayoutState(AppError):
    """The payout is in a state in which this cannot be done."""

    slug: ClassVar[str] = "wrong_payout_state"
    kind: ClassVar[Kind] = Kind.CONFLICT


class InAnotherFile(AppError):
    """One of these payouts is in another file for the bank: it leaves in that one alone."""

    slug: ClassVar[str] = "in_another_file"
    kind: ClassVar[Kind] = Kind.CONFLICT


class FileNotAgain(AppError):
    """The same file cannot be made again: an account, or a payout in it, has changed since.

    What the bank carried out is noted of each payout.
    """

    slug: ClassVar[str] = "file_not_again"
    kind: ClassVar[Kind] = Kind.CONFLICT


class BankFileRefused(AppError):
    """The bank's file cannot hold these payouts, for their name, account, amount or currency.

    `payouts` are what people call them by. None of the others has left.
    """

    slug: ClassVar[str] = "bank_file_refused"
    kind: ClassVar[Kind] = Kind.CONFLICT

    def __init__(self, payouts: Sequence[str]) -> None:
        super().__init__(extra={"payouts": list(payouts)})
