"""A whole insights service in one process: the log, the worker's halves, rebuilds, readers."""

from base64 import b64encode
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from services.insights.bootstrap import Rebuilding, Stores, Worker, open_stores, open_topics
from services.insights.engine.domain.generation import LEASE as REBUILD_LEASE
from services.insights.engine.read_model import Subjects
from services.insights.engine.use_cases.rebuild import (
    begin_rebuild,
    fill_generation,
    switch_generation,
)
from services.insights.settings import InsightsSettings
from services.insights.subjects import SUBJECTS
from services.insights.subjects.contests import Contests
from shared.bus import Outgoing
from shared.clock import ManualClock
from shared.metrics import Metrics
from shared.settings import load
from tests.insights.world import LEASE, START

WAIT = 0.03


class Site:
    """Everything over files in `folder`, or the servers given; `clock` is moved by hand."""

    lease = LEASE

    def __init__(self, folder: Path, subjects: Subjects = SUBJECTS, **servers: str) -> None:
        environ = {
            "KERMESSE_DATA_DIR": str(folder),
            "KERMESSE_TOKEN_PUBLIC_KEY": b64encode(bytes(32)).decode(),
            **servers,
        }
        self.settings = load(InsightsSettings, environ)
        self.clock = ManualClock(START)
        self.subjects = subjects
        self.bus = open_topics(self.settings, subjects)
        self.web = self.stores()
        self._opened: list[Callable[[], None]] = [self.bus.close, self.web.database.close]

    def stores(self) -> Stores:
        """Return what a process of its own would open."""
        return open_stores(self.settings, self.clock, self.subjects)

    def worker(self) -> Worker:
        """Return a worker of its own."""
        work = Worker(self.stores(), self.bus, Metrics("insights"))
        self._opened += [work.following.close, work.stores.database.close]
        return work

    def rebuild(self, name: str = "one") -> Rebuilding:
        """Return what a rebuild runs."""
        stores = self.stores()
        self._opened.append(stores.database.close)
        return Rebuilding(stores, self.bus, Metrics("insights"), name, WAIT)

    def publish(self, messages: Iterable[Outgoing]) -> None:
        """Put messages on the log."""
        assert all(self.bus.publisher().publish(list(messages)))

    def drain(self, *workers: Worker) -> None:
        """Let workers read to the end of the log."""
        for _ in range(400):
            done = [worker.following.consume(WAIT) for worker in workers]
            if not any(done) and self.caught_up(workers[0].following.generation):
                return
        raise AssertionError("the log was not read to its end")

    def caught_up(self, generation: int) -> bool:
        """Tell whether a generation's group has committed all there is."""
        building = self.rebuild().building(generation)
        try:
            return building.has_reached(building.ends())
        finally:
            building.leave()

    def count(self, worker: Worker) -> None:
        """Count every bucket that is due within minutes."""
        self.clock.advance(minutes=5)
        while worker.following.count():
            pass

    def figures(self, contest: str = "c1") -> dict[str, Any]:
        """Return what a web process shows, which has looked at the pointer just now."""
        self.clock.advance(seconds=1)
        return asdict(self.web.serving.part(Contests).figures("lumen", contest).figures)

    def served(self) -> int:
        """Return the number of the generation that the pointer names."""
        return self.web.pointer.read().served

    def forget_the_dead(self) -> None:
        """Let the lease of a rebuild that died run out."""
        self.clock.advance(seconds=REBUILD_LEASE.total_seconds() + 1)

    def rebuilt(self, name: str = "again", *, anew: bool = False) -> int:
        """Rebuild from begin to switch; return how many events were read."""
        parts = self.rebuild(name)
        pointer, clock = parts.stores.pointer, self.clock
        number = begin_rebuild(by=name, anew=anew, pointer=pointer, clock=clock).building
        building = parts.building(number)
        try:
            events = fill_generation(by=name, building=building, pointer=pointer, clock=clock)
        finally:
            building.leave()
        switch_generation(by=name, pointer=pointer, clock=clock)
        return events

    def close(self) -> None:
        """Close everything."""
        for close in reversed(self._opened):
            close()
