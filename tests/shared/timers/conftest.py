"""Contests that close, and timers that close them."""

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shared.clock import ManualClock
from shared.documents import Collection, Database, Document, open_database
from shared.metrics import Metrics
from shared.timers import Timer

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
LEASE = timedelta(seconds=30)


class World:
    """A collection of contests that close, and a timer that closes them."""

    def __init__(self, contests: Collection) -> None:
        """Begin at noon with nothing due."""
        self.contests = contests
        self.clock = ManualClock(START)
        self.metrics = Metrics("contests")
        self.faults: dict[str, BaseException] = {}
        self.ran: list[tuple[str, int]] = []
        self.closed: list[str] = []
        self.timer = self.new_timer(self.clock)

    def new_timer(self, clock: ManualClock) -> Timer:
        """Return the timer of one more worker, with its own clock."""
        return Timer(
            self.contests,
            self.close,
            clock=clock,
            lease=LEASE,
            metrics=self.metrics,
            planned=lambda document: document["closes_at"],
        )

    def store(self, name: str, seconds: int = 0) -> None:
        """Store a contest that closes so many seconds after noon."""
        at = START + timedelta(seconds=seconds)
        kept = {"workspace_id": "w1", "version": 1, "attempts": 0}
        self.contests.insert({"_id": name, **kept, "due_at": at, "closes_at": at})

    def close(self, document: Document) -> None:
        """Close a contest, or fail as `faults` says."""
        self.ran.append((document["_id"], document["attempts"]))
        if fault := self.faults.get(document["_id"]):
            raise fault
        self.finish(document)

    def finish(self, document: Document) -> bool:
        """Close the contest unless it was claimed again since; tell whether it was."""
        guard = {"_id": document["_id"], "attempts": document["attempts"]}
        closed = self.contests.change("w1", guard, {"$unset": {"due_at": ""}}) is not None
        self.closed += [document["_id"]] if closed else []
        return closed

    def count(self, outcome: str) -> float | None:
        """Return how often work ended so."""
        return self.metrics.registry.get_sample_value(
            "kermesse_timer_runs_total", {"timer": "contests", "outcome": outcome}
        )


@pytest.fixture(params=["sqlite", pytest.param("mongo", marks=pytest.mark.mongo)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        opened = open_database("suite", data_dir=str(tmp_path))
    else:
        url = request.getfixturevalue("mongo_url")
        opened = open_database("suite", mongo_url=url, prefix=f"t{secrets.token_hex(6)}")
    yield opened
    if request.param == "mongo":
        opened.drop()  # type: ignore[attr-defined]
    opened.close()


@pytest.fixture
def world(database: Database) -> World:
    collection = database.collection("contests")
    collection.ensure(())
    return World(collection)
