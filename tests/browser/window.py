"""The time in which a contest takes entries, lengthened while people need more of it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from stack.driver.stories.contest.team import Team
from tests.browser.place import PASSWORD, Place
from tests.browser.teaming import ZONE, Dates, wall_now

# Seconds for the colleague's own pages, and what a turn may take more than the longest so far.
AMENDING, MORE = 5.0, 2.0
REASON = "The page was slow: everybody gets the time to enter."


@dataclass
class Window:
    """A contest's dates; `colleague` moves them by amendments, without a browser, so quickly.

    `longest` is how many seconds a turn took at most.
    """

    contest: str
    dates: Dates
    colleague: Team
    longest: float

    @property
    def left(self) -> float:
        """How many seconds entries are taken from now."""
        return (self.dates.closes_at - wall_now()).total_seconds()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Give somebody the time for a turn, on the page or behind the link of a mail."""
        needed = AMENDING + MORE * self.longest
        if self.left < needed:
            self._lengthen(needed)
        begin = time.monotonic()
        yield
        self.longest = max(self.longest, time.monotonic() - begin)

    def _lengthen(self, seconds: float) -> None:
        """Move the draw, then the closing, as a team does when its page is slow."""
        later = timedelta(seconds=round(seconds - self.left + seconds))
        draw, closing = self.dates.draw_at + later, self.dates.closes_at + later
        for name, instant in (("draw_at", draw), ("closes_at", closing)):
            self.colleague.amend(self.contest, name, instant.replace(tzinfo=ZONE), REASON)
        self.dates = replace(self.dates, closes_at=closing, draw_at=draw)


def colleague_at(place: Place, language: str) -> Team:
    """Return someone of the same team who has signed in elsewhere."""
    team = Team(place.pages)
    team.sign_in(place.account(language), PASSWORD)
    return team
