"""Requests that stand still at named points, while the contest goes on around them."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from stack.driver.kit.waiting import wait_until
from stack.programs import Layout
from stack.supervisor import Program
from tests.faults import guards
from tests.faults.crowd import Post
from tests.faults.doors import Answer, ContestsDoor, Said
from tests.faults.ledger import InFlight, Person
from tests.faults.opening import Opened, open_contest
from tests.faults.seeds import guard_off
from tests.faults.stopping import MARKS, POINTS, name_of
from tests.harness.servers import embedded
from tests.harness.site import WORKSPACE, Site, open_site

SECONDS = 60.0


def stopping_web(layout: Layout, what: str, workers: int) -> Program:
    """Return the web process of contests with the application `what` in its place."""
    web = guards.serving(layout, f"tests.faults.stopping:{what}")
    # The master would end a process that stands still for 30 seconds.
    patient = {"KERMESSE_WEB_WORKERS": str(workers), "GUNICORN_CMD_ARGS": "--timeout 120"}
    return replace(web, environ={**web.environ, **patient})


@dataclass
class Standstill:
    """A site, its contest, and the requests that wait there, by the name that stopped them."""

    site: Site
    contest: Opened
    pool: ThreadPoolExecutor
    waiting: dict[str, Future[Answer]] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def door(self) -> ContestsDoor:
        """Return a client with a connection of its own."""
        return ContestsDoor(self.site, self.contest.id, InFlight(), SECONDS)

    def submit(self, act: str, points: tuple[str, ...]) -> None:
        """Let one person for each point enter; those who are to confirm get through."""
        for point in points:
            name = name_of(act, point)
            number = len(self.people)
            person = Person(number, "poster", f"request-{number:05}", first_name=name)
            self.people[name] = person
            if act == "enter":
                self._stand_still(name)
            else:
                assert self.door().enter(person).said is Said.YES

    def confirm(self, points: tuple[str, ...]) -> None:
        """Let them press the buttons of their mails, and stand still."""
        post = Post(self.site.layout.folder / "mail")
        names = {self.people[name_of("confirm", point)].email: name_of("confirm", point)
                 for point in points}  # fmt: skip

        def all_came() -> bool:
            self.tokens |= {names[to]: token for to, token in post.new_tokens() if to in names}
            return len(self.tokens) == len(names)

        wait_until(all_came, "the mails with the links to confirm", SECONDS, 0.05)
        for name in self.tokens:
            self._stand_still(name)

    def _ask(self, name: str) -> Answer:
        if name in self.tokens:
            return self.door().confirm(self.tokens[name])
        return self.door().enter(self.people[name])

    def _stand_still(self, name: str) -> None:
        asked = self.waiting[name] = self.pool.submit(self._ask, name)
        wait_until(lambda: asked.done() or self._stopped(name), name, SECONDS, 0.02)
        assert not asked.done(), f"{name} was told {asked.result()} and did not stand still"

    def _pid(self, name: str) -> int:
        mark = self.site.layout.folder / MARKS / name
        return int(mark.read_text()) if mark.exists() else 0

    def _stopped(self, name: str) -> bool:
        pid = self._pid(name)
        return bool(pid) and psutil.Process(pid).status() == psutil.STATUS_STOPPED

    def go_on(self, name: str) -> Answer:
        """Let one go on (SIGCONT), return what its client was told."""
        os.kill(self._pid(name), signal.SIGCONT)
        return self.waiting[name].result(SECONDS)

    def until_told(self, name: str) -> Answer:
        """Repeat the same request until it is answered for good."""
        told: list[Answer] = []

        def is_told() -> bool:
            told.append(self._ask(name))
            return told[-1].said is not Said.AGAIN

        wait_until(is_told, f"an answer to: {name}", SECONDS)
        return told[-1]

    def wait_state(self, state: str) -> None:
        """Wait until the contest is in this state."""
        contests = self.site.foundation.context.stores.contests
        wait_until(
            lambda: contests.get(WORKSPACE, self.contest.id).state.value == state,
            f"a contest that is {state}",
            SECONDS,
            0.02,
        )

    def let_all_go(self) -> None:
        """Leave no process stopped, whatever happened."""
        for name in self.waiting:
            if self._pid(name):
                with suppress(ProcessLookupError):
                    os.kill(self._pid(name), signal.SIGCONT)


@contextmanager
def standstill(folder: Path, what: str, workers: int, open_for: float) -> Iterator[Standstill]:
    """Start what such a request needs, and a contest that closes soon."""
    without = ("gateway-web", "gateway-worker")

    def instead(layout: Layout) -> list[Program]:
        return guards.without(guard_off(), layout, [stopping_web(layout, what, workers)])

    with (
        open_site(folder, embedded(), without=without, instead=instead) as site,
        ThreadPoolExecutor(2 * len(POINTS)) as pool,
    ):
        still = Standstill(site, open_contest(site, open_for=open_for, confirm_within=5), pool)
        try:
            yield still
        finally:
            still.let_all_go()
