"""How long something was down, from intervals that may overlap."""

from collections.abc import Iterable
from datetime import datetime, timedelta

Interval = tuple[datetime, datetime]


def time_down(intervals: Iterable[Interval], start: datetime, end: datetime) -> timedelta:
    """Return how much of the time from `start` to `end` lies in any of the intervals."""
    total, reached = timedelta(), start
    for begins, ends in sorted(intervals):
        begins, ends = max(begins, reached), min(ends, end)
        if ends > begins:
            total += ends - begins
            reached = ends
    return total
