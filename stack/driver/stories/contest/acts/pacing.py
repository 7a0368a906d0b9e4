"""Keeps the contest open until everyone is in: on a slow machine the team moves its closing."""

import math
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from stack.driver.kit.crowd import AT_ONCE
from stack.driver.stories.contest.people import Person
from stack.driver.stories.contest.scene import Scene

# An entry is three pages, a confirmation two pages and the reading of a mail.
ENTER, CONFIRM = 5, 4
LOOK_EVERY = 0.5
# The closing is moved when it is this near (seconds) and the rest would not fit before it.
NEAR, MARGIN, SPARE = 5.0, 1.2, 3.0
REASON = "The page was slow: everybody gets the time to enter."


@dataclass
class Pacing:
    """How much of the work of `people` is done, counted in units, since `begin` (monotonic)."""

    scene: Scene
    people: int
    done: int = 0
    begin: float = field(default_factory=time.monotonic)

    def each(self, work: Callable[[Person], None], people: Sequence[Person], units: int) -> None:
        """Do `work` for all people, some at a time; keep an eye on the closing meanwhile."""
        before = self.done
        with ThreadPoolExecutor(AT_ONCE) as pool:
            waiting: set[Future[None]] = {pool.submit(work, person) for person in people}
            try:
                while waiting:
                    finished, waiting = wait(waiting, LOOK_EVERY, FIRST_EXCEPTION)
                    for future in finished:
                        future.result()
                    self.done = before + (len(people) - len(waiting)) * units
                    self._look()
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise

    def _look(self) -> None:
        now, closes_at = datetime.now(UTC), self.scene.plan.closes_at
        left = self.people * (ENTER + CONFIRM) - self.done
        seconds = (time.monotonic() - self.begin) / max(self.done, 1) * left * MARGIN
        fits = now + timedelta(seconds=seconds) < closes_at
        if not fits and closes_at - now < timedelta(seconds=NEAR):
            self._extend(now + timedelta(seconds=min(seconds, self._most()) + SPARE))

    def _most(self) -> float:
        """Return the longest extension worth a try at once: early estimates are wild."""
        return max(10.0, 2 * (time.monotonic() - self.begin))

    def _extend(self, to: datetime) -> None:
        """Move the draw, then the closing, by the team's amendments."""
        plan, scene = self.scene.plan, self.scene
        later = timedelta(seconds=max(1, math.ceil((to - plan.closes_at).total_seconds())))
        moved = replace(plan, closes_at=plan.closes_at + later, draw_at=plan.draw_at + later)
        for name in ("draw_at", "closes_at"):
            scene.team.amend(scene.contest_url, name, getattr(moved, name), REASON)
        scene.plan = moved
        scene.amended += 1
