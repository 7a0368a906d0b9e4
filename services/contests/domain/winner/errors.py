"""What winners and staff are told when something cannot be done."""

from typing import ClassVar

from shared.errors import AppError, Kind


class ClaimAnswered(AppError):
    """This prize was already answered for, and the answer stands."""

    slug: ClassVar[str] = "claim_answered"
    kind: ClassVar[Kind] = Kind.CONFLICT


class ClaimExpired(AppError):
    """The time to answer is over, and the prize has passed on."""

    slug: ClassVar[str] = "claim_expired"
    kind: ClassVar[Kind] = Kind.GONE


class WrongWinnerState(AppError):
    """The winner is in a state in which this cannot be done."""

    slug: ClassVar[str] = "wrong_winner_state"
    kind: ClassVar[Kind] = Kind.CONFLICT


class SecondPersonNeeded(AppError):
    """The person who proposed this cannot approve it: a second one must."""

    slug: ClassVar[str] = "second_person_needed"
    kind: ClassVar[Kind] = Kind.CONFLICT


class ProposalChanged(AppError):
    """What was read is not what stands there now: a colleague proposed or decided otherwise."""

    slug: ClassVar[str] = "proposal_changed"
    kind: ClassVar[Kind] = Kind.CONFLICT


class PrizeHeld(AppError):
    """Who leaves holds a prize, and has not said that they give it up."""

    slug: ClassVar[str] = "prize_held"
    kind: ClassVar[Kind] = Kind.CONFLICT


class PrizeGone(AppError):
    """The prize is on its way, or there: what was given for it cannot be corrected any more."""

    slug: ClassVar[str] = "prize_gone"
    kind: ClassVar[Kind] = Kind.CONFLICT


class CodeGiven(AppError):
    """The winner was given a code, and whoever gives another has not said that it replaces it."""

    slug: ClassVar[str] = "code_given"
    kind: ClassVar[Kind] = Kind.CONFLICT


class DetailsOwed(AppError):
    """The winner has not given all that the prize asks: nobody knows where it goes."""

    slug: ClassVar[str] = "details_owed"
    kind: ClassVar[Kind] = Kind.CONFLICT
