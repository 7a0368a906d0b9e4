"""Time is injected. Instants are aware, in UTC, and hold whole milliseconds."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


def to_millisecond(instant: datetime) -> datetime:
    """Return `instant` in UTC, cut to the millisecond, as both document stores keep it."""
    utc = instant.astimezone(UTC)
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)


class Clock(Protocol):
    """Where `now` comes from."""

    def now(self) -> datetime:
        """Return the present instant."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """Return the present instant."""
        return to_millisecond(datetime.fromtimestamp(time.time(), UTC))


class ManualClock:
    """A clock that tests move by hand."""

    def __init__(self, start: datetime) -> None:
        self._now = to_millisecond(start)

    def now(self) -> datetime:
        """Return the instant that was set."""
        return self._now

    def set(self, instant: datetime) -> None:
        """Go to `instant`, forward or back."""
        self._now = to_millisecond(instant)

    def advance(self, **units: float) -> None:
        """Go forward by a `timedelta(**units)`."""
        self.set(self._now + timedelta(**units))
