"""Who does not answer, or owes what the prize asks, is reminded: half-way, a day before the end."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from services.contests.domain.dividing import part_of
from services.contests.domain.winner.winner import Winner, WinnerState

BEFORE_THE_END = timedelta(days=1)


class Reminder(StrEnum):
    """A reminder, each written once; in the order of their times."""

    HALF = "half"
    LAST = "last"
    DETAILS_HALF = "details_half"
    DETAILS_LAST = "details_last"

    @property
    def of_details(self) -> bool:
        """Whether it is about what the prize asks, and not about the answer."""
        return self in (Reminder.DETAILS_HALF, Reminder.DETAILS_LAST)


def next_reminder(winner: Winner) -> datetime | None:
    """Return when the next one is due; None: none is."""
    return min(_left(winner).values(), default=None)


def reminder_due(winner: Winner, now: datetime) -> Reminder | None:
    """Return the reminder to write now. Of two whose time is over, the last one is enough."""
    return max((each for each, at in _left(winner).items() if at <= now), default=None, key=_ORDER)


def _left(winner: Winner) -> Mapping[Reminder, datetime]:
    """Return those that are not written yet; nobody who is to be skipped gets one."""
    if winner.announced_at is not None:
        return {}
    written = _ORDER(Reminder(winner.reminded)) if winner.reminded else -1
    return {each: at for each, at in _times(winner).items() if _ORDER(each) > written}


def _times(winner: Winner) -> Mapping[Reminder, datetime]:
    """Return the time of each that the state of the winner asks for."""
    if winner.state is WinnerState.NOTIFIED:
        times = _between(winner.notified_at, winner.answer_by)
        return dict(zip((Reminder.HALF, Reminder.LAST), times, strict=False))
    if winner.state in (WinnerState.ACCEPTED, WinnerState.VERIFIED) and winner.sending is None:
        times = _between(winner.asked_at or winner.answered_at, winner.details_by)
        return dict(zip((Reminder.DETAILS_HALF, Reminder.DETAILS_LAST), times, strict=False))
    return {}


def _between(begins: datetime | None, ends: datetime | None) -> tuple[datetime, ...]:
    """Return the half of a time and the last day of it; nothing where it has two days or less."""
    if begins is None or ends is None:
        return ()
    half, last = begins + part_of(ends - begins, 2), ends - BEFORE_THE_END
    return (half, last) if half < last else ()


_ORDER = list(Reminder).index
