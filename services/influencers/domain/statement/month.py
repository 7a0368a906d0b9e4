"""The month of a statement, by the calendar of the house's zone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from shared.errors import NotFound

# The zone in which pages tell the dates of partners, who are of the whole workspace.
ZONE = ZoneInfo("Europe/Paris")
# Longer than any worker that was slow holds an entry that it has dated already.
SETTLES = timedelta(hours=1)
_NAME = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month; `number` is 1 to 12."""

    year: int
    number: int

    @classmethod
    def of(cls, instant: datetime) -> Self:
        """Return the month in which an instant lies."""
        local = instant.astimezone(ZONE)
        return cls(local.year, local.month)

    @classmethod
    def named(cls, name: str) -> Self:
        """Return the month of `2026-11`. Raises `NotFound` for what names none."""
        if (found := _NAME.fullmatch(name)) is None:
            raise NotFound
        return cls(int(found[1]), int(found[2]))

    @property
    def name(self) -> str:
        """Its name, `2026-11`."""
        return f"{self.year}-{self.number:02d}"

    @property
    def since(self) -> datetime:
        """Its first instant."""
        return datetime(self.year, self.number, 1, tzinfo=ZONE).astimezone(UTC)

    @property
    def until(self) -> datetime:
        """The first instant after it."""
        return self.next.since

    @property
    def next(self) -> "Month":
        """The month after it."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    def settled(self, now: datetime) -> bool:
        """Tell whether nothing can be written any more that is dated in it."""
        return now >= self.until + SETTLES

    def back_from(self, last: "Month") -> Iterator["Month"]:
        """Yield `last` and the months before it, down to this one."""
        months = [self]
        while months[-1] < last:
            months.append(months[-1].next)
        yield from reversed(months if self <= last else [])
