"""Two relays at once, one stopped for long in every place: no event is lost, no number reused."""

import random
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo import monitoring

from shared.clock import ManualClock
from shared.documents import Collection, Database, open_database
from shared.metrics import Metrics
from shared.relay import Relay
from tests.shared.relay.conftest import Recording, event, waiting
from tests.shared.relay.pausing import PLACES, PausingCollection, PausingPublisher

DOCUMENTS = 12


class Commands(monitoring.CommandListener):
    """Lets something happen once, just before a bulk of updates reaches the server."""

    def __init__(self) -> None:
        self.meanwhile: Callable[[], None] | None = None

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        if event.command_name == "update" and self.meanwhile is not None:
            meanwhile, self.meanwhile = self.meanwhile, None
            meanwhile()

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None: ...

    def failed(self, event: monitoring.CommandFailedEvent) -> None: ...


COMMANDS = Commands()
monitoring.register(COMMANDS)


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
def entries(database: Database) -> Collection:
    collection = database.collection("entries")
    collection.ensure(())
    return collection


class Author:
    """Changes documents, and keeps what each has told, in order."""

    def __init__(self, entries: Collection, seed: int) -> None:
        self._entries = entries
        self._chance = random.Random(seed)
        self.told: dict[str, list[str]] = {}

    def write(self, name: str, count: int) -> None:
        told = self.told.setdefault(name, [])
        events = [event(f"{name}.{len(told) + n}") for n in range(count)]
        self._entries.change("w1", {"_id": name}, {"$inc": {"n": 1}}, events, upsert=True)
        told += [one.id for one in events]

    def some(self) -> None:
        for _ in range(8):
            self.write(f"e{self._chance.randrange(DOCUMENTS)}", self._chance.randint(1, 4))


class Stage:
    """One bus, two relays: the first meets `meanwhile` when it comes by `place`, at that turn."""

    def __init__(self, entries: Collection, clock: ManualClock, seed: int) -> None:
        self.entries, self.clock, self.bus = entries, clock, Recording()
        self.author = Author(entries, seed)
        self.place, self.turn = "", 0
        slow: Any = PausingCollection(entries, self.reached)
        self.first = self._relay(slow, PausingPublisher(self.bus, self.reached))
        self.second = self._relay(entries, self.bus)

    def _relay(self, entries: Collection, publisher: Any) -> Relay:
        metrics = Metrics("contests")
        return Relay("contests", [entries], publisher, clock=self.clock, metrics=metrics)

    def reached(self, place: str) -> None:
        if place == self.place:
            self.turn -= 1
            if self.turn == 0:
                self.meanwhile()

    def meanwhile(self) -> None:
        """What happens while the first stands still: the other goes on, more is written."""
        for _ in range(3):
            self.second.run_once()
            self.author.some()
            self.clock.advance(seconds=30)
        self.second.run_once()
        self.author.some()

    def finish(self) -> None:
        while waiting(self.entries):
            self.clock.advance(seconds=61)
            self.first.run_once()
            self.second.run_once()

    def check(self) -> None:
        """Each document's events reach a reader once, in order; a number means one event."""
        assert self.bus.applied() == self.author.told
        assert {len(ids) for ids in self.bus.known().values()} == {1}


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.parametrize("place", PLACES)
def test_one_that_stood_still_harms_nothing(
    entries: Collection, clock: ManualClock, place: str, turn: int, seed: int
) -> None:
    stage = Stage(entries, clock, seed)
    stage.place, stage.turn = place, turn
    stage.author.some()
    for _ in range(3):
        stage.first.run_once()
        stage.author.some()
    assert stage.turn < 1, "the place was never reached"
    stage.finish()
    stage.check()


@pytest.mark.mongo
def test_one_that_stood_still_between_reading_and_settling_harms_nothing(
    mongo_url: str, clock: ManualClock
) -> None:
    database = open_database("suite", mongo_url=mongo_url, prefix=f"t{secrets.token_hex(6)}")
    entries = database.collection("entries")
    entries.ensure(())
    stage = Stage(entries, clock, 3)
    stage.author.some()
    COMMANDS.meanwhile = stage.meanwhile
    try:
        stage.first.run_once()
        assert COMMANDS.meanwhile is None
        stage.finish()
        stage.check()
    finally:
        COMMANDS.meanwhile = None
        database.drop()  # type: ignore[attr-defined]
        database.close()


@pytest.mark.parametrize("place", PLACES)
def test_one_that_died_is_taken_over(entries: Collection, clock: ManualClock, place: str) -> None:
    stage = Stage(entries, clock, 5)
    stage.author.some()

    def dies(reached: str) -> None:
        if reached == place:
            raise KeyboardInterrupt

    doomed: Any = PausingCollection(entries, dies)
    with pytest.raises(KeyboardInterrupt):
        stage._relay(doomed, PausingPublisher(stage.bus, dies)).run_once()
    stage.author.some()
    stage.finish()
    stage.check()
