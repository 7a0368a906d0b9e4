"""Kills processes at seeded random instants, each kind as often, while many requests are open."""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from tests.faults.ledger import FEWEST, InFlight
from tests.faults.site import SECOND_WORKER, Site

KINDS = (
    "gateway-web", "gateway-worker", "contests-web", "contests-worker",
    "insights-web", "insights-worker", "standins",
)  # fmt: skip
LONGEST_REST = 0.8
BUSY_SECONDS = 60.0


@dataclass(frozen=True)
class Kill:
    """One kill. `how` is what died: a whole process group, or one process of a web server."""

    kind: str
    how: str
    in_flight: int
    at: float


@dataclass
class Killer:
    """`times` kills of each kind in a seeded order, each after a seeded rest."""

    site: Site
    in_flight: InFlight
    seed: int
    times: int
    kills: list[Kill] = field(default_factory=list)

    def run(self, still: Callable[[], bool] = lambda: True) -> None:
        """Kill until all are done; each dies only when it was ready again since its last end."""
        chance = random.Random(f"{self.seed}:killer")
        order = [kind for kind in KINDS for _ in range(self.times)]
        chance.shuffle(order)
        begin, turns = time.monotonic(), Counter[str]()
        for kind in order:
            turns[kind] += 1
            name = self._victim(kind, chance)
            self.site.wait_back(name)
            time.sleep(chance.uniform(0, LONGEST_REST))
            # Every second end of a web server is that of one of the processes under its master.
            how = "one" if kind.endswith("-web") and turns[kind] % 2 == 0 else "group"
            count = self._kill(name, how)
            self.kills.append(Kill(kind, how, count, round(time.monotonic() - begin, 2)))

    def _victim(self, kind: str, chance: random.Random) -> str:
        """Return the process of this kind; of two contests workers, either."""
        both = kind == "contests-worker" and SECOND_WORKER in self.site.supervisor.children
        return chance.choice([kind, SECOND_WORKER]) if both else kind

    def _kill(self, name: str, how: str) -> int:
        with self.in_flight.at_least(FEWEST, BUSY_SECONDS) as count, self.site.lock:
            serving = self.site.one_of(name) if how == "one" else 0
            if serving:
                with suppress(ProcessLookupError):
                    os.kill(serving, signal.SIGKILL)
            else:
                self.site.kill_locked(name)
        return count


def killed(kills: Sequence[Kill]) -> dict[str, int]:
    """Return how often each kind was killed while enough requests were in flight."""
    return dict(Counter(kill.kind for kill in kills if kill.in_flight >= FEWEST))
