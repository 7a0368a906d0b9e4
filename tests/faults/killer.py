"""Kills, stops and restarts at seeded random instants, while many requests are open."""

import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from tests.faults.ledger import FEWEST, InFlight
from tests.faults.seeds import chance
from tests.harness.site import Site

SECOND_WORKER = "contests-worker-2"
KINDS = (
    "gateway-web", "gateway-worker", "contests-web", "contests-worker",
    "insights-web", "insights-worker", "standins",
)  # fmt: skip
LONGEST_REST = 0.8
BUSY_SECONDS = 60.0
# Seconds of a standstill: a worker's may be longer than what it claimed is reserved for it.
WEB_STANDS, WORKER_STANDS, SERVER_STANDS = (1.0, 5.0), (3.0, 14.0), (1.0, 4.0)
KILL, STOP, RESTART = "kill", "stop", "restart"


@dataclass(frozen=True)
class Fault:
    """What was done to a kind of process, or to a server.

    `how` of a kill is what died: a whole process group, or one process of a web server.
    """

    act: str
    kind: str
    how: str
    in_flight: int
    at: float


def plan_of(times: int, servers: Sequence[str], dice: random.Random) -> list[tuple[str, str]]:
    """Return the acts in a seeded order: `times` kills and one stop of each kind.

    Of the servers that are this stack's own, a broker is killed and started again twice; each
    stands still once.
    """
    plan = [(KILL, kind) for kind in KINDS for _ in range(times)]
    plan += [(STOP, kind) for kind in (*KINDS, *servers)]
    plan += [(RESTART, name) for name in servers if name == "kafka"] * 2
    dice.shuffle(plan)
    return plan


@dataclass
class Killer:
    """Carries out a plan; whoever is to die or to stop was ready again since its last end."""

    site: Site
    in_flight: InFlight
    times: int
    faults: list[Fault] = field(default_factory=list)
    _standing: dict[int, threading.Timer] = field(default_factory=dict)

    def run(self) -> None:
        """Do everything; leave nobody stopped."""
        dice = chance("killer")
        self._begin, self._turns = time.monotonic(), Counter[str]()
        try:
            for act, kind in plan_of(self.times, sorted(self.site.servers.own), dice):
                self._do(act, kind, dice)
        finally:
            self._let_all_go()

    def _do(self, act: str, kind: str, dice: random.Random) -> None:
        if kind in self.site.servers.own:
            time.sleep(dice.uniform(0, LONGEST_REST))
            self._serve(act, kind, dice)
            return
        name = self._victim(kind, dice)
        self.site.wait_back(name)
        time.sleep(dice.uniform(0, LONGEST_REST))
        if act == STOP:
            self._stop(kind, name, dice)
        else:
            self._turns[kind] += 1
            # Every second end of a web server is that of one of the processes under its master.
            how = "one" if kind.endswith("-web") and self._turns[kind] % 2 == 0 else "group"
            self._kill(kind, name, how)

    def _victim(self, kind: str, dice: random.Random) -> str:
        """Return the process of this kind; of two contests workers, either."""
        both = kind == "contests-worker" and SECOND_WORKER in self.site.supervisor.children
        return dice.choice([kind, SECOND_WORKER]) if both else kind

    def _note(self, act: str, kind: str, how: str, count: int) -> None:
        at = round(time.monotonic() - self._begin, 2)
        self.faults.append(Fault(act, kind, how, count, at))

    def _kill(self, kind: str, name: str, how: str) -> None:
        with self.in_flight.at_least(FEWEST, BUSY_SECONDS) as count, self.site.lock:
            serving = self.site.one_of(name) if how == "one" else 0
            if serving:
                with suppress(ProcessLookupError):
                    os.kill(serving, signal.SIGKILL)
            else:
                self.site.kill_locked(name)
        self._note(KILL, kind, how, count)

    def _stop(self, kind: str, name: str, dice: random.Random) -> None:
        """Let a process stand still with all it started; others die and go on meanwhile."""
        seconds = dice.uniform(*(WORKER_STANDS if kind.endswith("-worker") else WEB_STANDS))
        with self.in_flight.at_least(FEWEST, BUSY_SECONDS) as count, self.site.lock:
            group = self.site.child(name).process.pid
            _signal_group(group, signal.SIGSTOP)
            going_on = threading.Timer(seconds, _signal_group, (group, signal.SIGCONT))
            self._standing[group] = going_on
            going_on.start()
        self._note(STOP, kind, f"{seconds:.1f} s", count)

    def _serve(self, act: str, name: str, dice: random.Random) -> None:
        """Kill a server and start it with the same files, or let it stand still."""
        server = self.site.servers.own[name]
        if act == RESTART:
            with self.in_flight.at_least(FEWEST, BUSY_SECONDS) as count:
                server.stop()
            server.start()
            self._note(act, name, "group", count)
            return
        seconds = dice.uniform(*SERVER_STANDS)
        with self.in_flight.at_least(FEWEST, BUSY_SECONDS) as count:
            server.freeze()
        try:
            time.sleep(seconds)
        finally:
            server.go_on()
        self._note(act, name, f"{seconds:.1f} s", count)

    def _let_all_go(self) -> None:
        for group, going_on in self._standing.items():
            going_on.cancel()
            _signal_group(group, signal.SIGCONT)


def _signal_group(group: int, sign: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, sign)


def done(faults: Sequence[Fault], act: str) -> dict[str, int]:
    """Return how often `act` befell each kind while enough requests were in flight."""
    counted = [one.kind for one in faults if one.act == act and one.in_flight >= FEWEST]
    return dict(Counter(counted))
