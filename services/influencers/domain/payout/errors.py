"""What can go wrong with payouts, as people and programs are told."""

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


class WrongPayoutState(AppError):
    """The payout is in a state in which this cannot be done."""

    slug: ClassVar[str] = "wrong_payout_state"
    kind: ClassVar[Kind] = Kind.CONFLICT
