"""Wall-clock times of a zone ↔ instants.

Clocks that go back show an hour twice, clocks that go forward skip one: such a wall time has two
readings, and whoever typed it chooses.
"""

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones


class BadWallTime(ValueError):
    """This is not a date and a time, or not a zone."""


class TwoReadings(ValueError):
    """Clocks change then: `code` is `hour_twice` or `hour_skipped`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@cache
def known_zones() -> frozenset[str]:
    """Return the names of all zones: finding them reads some hundred files."""
    return frozenset(available_timezones())


def readings(local: str, zone: str) -> tuple[datetime, ...]:
    """Return the instants that `2026-03-29T18:00` (or with seconds) may mean in `zone`.

    That is one; two where clocks change: by the offset before the change, then by the one after.
    Raises `BadWallTime`.
    """
    try:
        wall = datetime.fromisoformat(local)
        if wall.tzinfo is not None or not 2000 <= wall.year <= 2200:
            raise BadWallTime(local)
        there = ZoneInfo(zone)
        both = [wall.replace(tzinfo=there, fold=fold).astimezone(UTC) for fold in (0, 1)]
    except (ValueError, ZoneInfoNotFoundError, OSError):
        raise BadWallTime(local) from None
    return tuple(dict.fromkeys(both))


def to_instant(
    local: str, zone: str, *, fold: int | None = None, stored: datetime | None = None
) -> datetime:
    """Return the instant of a wall time, `fold` being the place of the reading that was chosen.

    A wall time that shows `stored` is that very instant, to the millisecond. Raises `BadWallTime`,
    or `TwoReadings` where nobody chose.
    """
    found = readings(local, zone)
    shown = stored.replace(microsecond=0) if stored is not None else None
    possible = found if fold is None else found[fold % len(found) :][:1]
    if stored is not None and shown in possible:
        return stored
    if len(possible) > 1:
        raise TwoReadings("hour_twice" if found[0] < found[1] else "hour_skipped")
    return possible[0]


def to_wall(instant: datetime, zone: str) -> str:
    """Return `2026-03-29T18:00`, with seconds where there are some; raise `BadWallTime`."""
    try:
        local = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, microsecond=0)
    except (ValueError, ZoneInfoNotFoundError, OSError):
        raise BadWallTime(zone) from None
    return local.isoformat(timespec="seconds" if local.second else "minutes")


def fold_of(instant: datetime, zone: str) -> int:
    """Return the place of this instant among the readings of its wall time."""
    return readings(to_wall(instant, zone), zone).index(instant.replace(microsecond=0))
