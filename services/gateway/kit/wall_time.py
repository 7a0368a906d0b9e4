"""Wall-clock times of a zone ↔ instants.

A time that a clock change skips is moved forward by the gap; one that it repeats is the first.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class BadWallTime(ValueError):
    """This is not a date and a time, or not a zone."""


def to_instant(local: str, zone: str, stored: datetime | None = None) -> datetime:
    """Return the instant of `2026-03-29T18:00` (or with seconds) in `zone`; raise `BadWallTime`.

    A wall time that shows `stored` is that very instant: of a repeated hour the second one too.
    """
    try:
        wall = datetime.fromisoformat(local)
        if wall.tzinfo is not None or not 2000 <= wall.year <= 2200:
            raise BadWallTime(local)
        if stored is not None and to_wall(stored, zone) == _written(wall):
            return stored
        # fold=0 takes the offset before the change: skipped times land after it.
        return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)
    except (ValueError, ZoneInfoNotFoundError, OSError):
        raise BadWallTime(local) from None


def to_wall(instant: datetime, zone: str) -> str:
    """Return `2026-03-29T18:00`, with seconds where there are some; raise `BadWallTime`."""
    try:
        local = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, microsecond=0)
    except (ValueError, ZoneInfoNotFoundError, OSError):
        raise BadWallTime(zone) from None
    return _written(local)


def _written(wall: datetime) -> str:
    return wall.isoformat(timespec="seconds" if wall.second else "minutes")


def rfc3339(instant: datetime) -> str:
    """Return `2026-03-29T16:00:00.000Z`."""
    utc = instant.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"
