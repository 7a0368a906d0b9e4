"""Keeps the contest open until everyone is in: on a slow machine the team moves its closing."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from stack.driver.crowd import at_once
from stack.driver.people import Person
from stack.driver.scene import Scene

# An entry is three pages, a confirmation two pages and the reading of a mail.
ENTER, CONFIRM = 5, 4
CHUNK = 40
SPARE, AHEAD = 1.2, 2.5
REASON = "The page was slow: everybody gets the time to enter."


@dataclass
class Pacing:
    """How much of the work of `people` is done, counted in units, since `begin` (monotonic)."""

    scene: Scene
    people: int
    done: int = 0
    begin: float = field(default_factory=time.monotonic)

    def each(self, work: Callable[[Person], None], people: Sequence[Person], units: int) -> None:
        """Do `work` for all people, and look at the clock from time to time."""
        for start in range(0, len(people), CHUNK):
            chunk, begin = people[start : start + CHUNK], time.monotonic()
            at_once(work, chunk)
            self.done += len(chunk) * units
            self._look(time.monotonic() - begin)

    def _look(self, last: float) -> None:
        """Move the closing if the rest will not fit, as late as the next chunk allows.

        `last` is how many seconds the last chunk took.
        """
        left = self.people * (ENTER + CONFIRM) - self.done
        seconds = (time.monotonic() - self.begin) / self.done * left
        now, closes_at = datetime.now(UTC), self.scene.plan.closes_at
        fits = now + timedelta(seconds=seconds * SPARE + 1) <= closes_at
        if not fits and closes_at - now < timedelta(seconds=AHEAD * last + 2):
            self._extend(now + timedelta(seconds=seconds * SPARE + 3))

    def _extend(self, to: datetime) -> None:
        """Move the draw, then the closing, by the team's amendments."""
        plan, scene = self.scene.plan, self.scene
        later = timedelta(seconds=math.ceil((to - plan.closes_at).total_seconds()))
        moved = replace(plan, closes_at=plan.closes_at + later, draw_at=plan.draw_at + later)
        for name in ("draw_at", "closes_at"):
            scene.team.amend(scene.contest_url, name, getattr(moved, name), REASON)
        scene.plan = moved
        scene.amended += 1
