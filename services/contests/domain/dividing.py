"""A time is divided in this one place: a moment that follows from it can be stored."""

from datetime import timedelta

_FINEST = timedelta(milliseconds=1)


def part_of(time: timedelta, parts: int) -> timedelta:
    """Return one of `parts` equal parts of a time, in whole milliseconds, rounded down.

    Stores keep no finer moment, and refuse it.
    """
    return time // parts // _FINEST * _FINEST
