"""What can go wrong in the life of a contest, as people and programs are told."""

from typing import ClassVar

from shared.errors import AppError, Kind


class ContestIncomplete(AppError):
    """Some settings still block the publishing of this contest."""

    slug: ClassVar[str] = "contest_incomplete"
    kind: ClassVar[Kind] = Kind.INVALID


class WrongState(AppError):
    """The contest is past the state in which this can be done."""

    slug: ClassVar[str] = "wrong_state"
    kind: ClassVar[Kind] = Kind.CONFLICT


class SlugTaken(AppError):
    """Another contest of this workspace has this address."""

    slug: ClassVar[str] = "slug_taken"
    kind: ClassVar[Kind] = Kind.CONFLICT


class AmendmentRefused(AppError):
    """This amendment would take something away from people who may already have entered."""

    slug: ClassVar[str] = "amendment_refused"
    kind: ClassVar[Kind] = Kind.INVALID


class TooLateToCancel(AppError):
    """The list is being sealed, or the draw is too near: nothing stops it any more."""

    slug: ClassVar[str] = "too_late_to_cancel"
    kind: ClassVar[Kind] = Kind.CONFLICT


class ContestNotOpen(AppError):
    """The contest has not opened yet."""

    slug: ClassVar[str] = "contest_not_open"
    kind: ClassVar[Kind] = Kind.CONFLICT


class ContestClosed(AppError):
    """The contest takes no more entries or confirmations."""

    slug: ClassVar[str] = "contest_closed"
    kind: ClassVar[Kind] = Kind.GONE


class Sealing(AppError):
    """The list is being sealed: repeat the same request in a few seconds."""

    slug: ClassVar[str] = "sealing"
    kind: ClassVar[Kind] = Kind.UNAVAILABLE


class ListSealed(AppError):
    """The list is sealed: it says who takes part, and nothing changes it."""

    slug: ClassVar[str] = "list_sealed"
    kind: ClassVar[Kind] = Kind.CONFLICT


class TooLateToExclude(AppError):
    """Someone excluded now would have no time left to appeal before the list is sealed."""

    slug: ClassVar[str] = "too_late_to_exclude"
    kind: ClassVar[Kind] = Kind.CONFLICT


class AlreadyEntered(AppError):
    """This person already takes part by another entry."""

    slug: ClassVar[str] = "already_entered"
    kind: ClassVar[Kind] = Kind.CONFLICT


class WrongEntryState(AppError):
    """The entry is in a state in which this cannot be done."""

    slug: ClassVar[str] = "wrong_entry_state"
    kind: ClassVar[Kind] = Kind.CONFLICT


class TooLateToCorrect(AppError):
    """Entries have ended, or nothing of the person is kept any more: nothing is corrected."""

    slug: ClassVar[str] = "too_late_to_correct"
    kind: ClassVar[Kind] = Kind.CONFLICT


class AskedTooSoon(AppError):
    """The mail with the link was sent a moment ago, or often enough."""

    slug: ClassVar[str] = "asked_too_soon"
    kind: ClassVar[Kind] = Kind.THROTTLED


class IdempotencyConflict(AppError):
    """This idempotency key already stands for another request."""

    slug: ClassVar[str] = "idempotency_conflict"
    kind: ClassVar[Kind] = Kind.INVALID


class PeopleErased(AppError):
    """The people of this contest are erased: nothing of them is left to export."""

    slug: ClassVar[str] = "people_erased"
    kind: ClassVar[Kind] = Kind.GONE
