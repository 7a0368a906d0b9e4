"""Who was told and does not answer is reminded: half-way, and a day before the end."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from services.contests.domain.winner.winner import Winner, WinnerState

BEFORE_THE_END = timedelta(days=1)


class Reminder(StrEnum):
    """A reminder, each written once; in the order of their times."""

    HALF = "half"
    LAST = "last"


def next_reminder(winner: Winner) -> datetime | None:
    """Return when the next one is due; None: none is."""
    return min(_left(winner).values(), default=None)


def reminder_due(winner: Winner, now: datetime) -> Reminder | None:
    """Return the reminder to write now. Of two whose time is over, the last one is enough."""
    return max((each for each, at in _left(winner).items() if at <= now), default=None, key=_ORDER)


def _left(winner: Winner) -> Mapping[Reminder, datetime]:
    """Return those that are not written yet; nobody who answered or is to be skipped gets one."""
    if winner.state is not WinnerState.NOTIFIED or winner.announced_at is not None:
        return {}
    written = _ORDER(Reminder(winner.reminded)) if winner.reminded else -1
    return {each: at for each, at in _times(winner).items() if _ORDER(each) > written}


def _times(winner: Winner) -> Mapping[Reminder, datetime]:
    """Return the time of each; none where the one of the last day would not come after the other.

    That is where there are two days or less to answer.
    """
    if winner.notified_at is None or winner.answer_by is None:
        return {}
    half = winner.notified_at + (winner.answer_by - winner.notified_at) / 2
    last = winner.answer_by - BEFORE_THE_END
    return {Reminder.HALF: half, Reminder.LAST: last} if half < last else {}


_ORDER = list(Reminder).index
