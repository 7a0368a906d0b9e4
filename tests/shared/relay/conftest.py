"""A collection whose events wait, a publisher that records, and a relay between them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared.bus import Outgoing
from shared.clock import ManualClock
from shared.documents import Collection
from shared.documents.sqlite import SqliteDatabase
from shared.events import Event
from shared.metrics import Metrics
from shared.relay import Relay

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Recording:
    """A publisher that refuses what `refuses` says, and keeps the rest."""

    def __init__(self) -> None:
        """Refuse nothing yet."""
        self.sent: list[Outgoing] = []
        self.refuses: Callable[[Outgoing], bool] = lambda message: False
        self.batches: list[int] = []

    def publish(self, batch: Sequence[Outgoing], timeout: float = 10.0) -> list[bool]:
        """Keep what is not refused."""
        answers = [not self.refuses(message) for message in batch]
        self.sent += [message for message, well in zip(batch, answers, strict=True) if well]
        self.batches.append(len(batch))
        return answers

    def close(self) -> None:
        """Nothing is held."""

    def known(self) -> dict[tuple[str, int], set[str]]:
        """Return the ids of the events that were sent under each document and sequence."""
        found: dict[tuple[str, int], set[str]] = {}
        for message in self.sent:
            headers = {name: value.decode() for name, value in dict(message.headers).items()}
            place = (headers["ce_source"], int(headers["ce_sequence"]))
            found.setdefault(place, set()).add(headers["ce_id"])
        return found

    def applied(self) -> dict[str, list[str]]:
        """Return what a reader with a guard on the sequence applies, by key."""
        last: dict[str, int] = {}
        found: dict[str, list[str]] = {}
        for message in self.sent:
            headers = {name: value.decode() for name, value in dict(message.headers).items()}
            if int(headers["ce_sequence"]) > last.get(headers["ce_source"], 0):
                last[headers["ce_source"]] = int(headers["ce_sequence"])
                found.setdefault(message.key, []).append(headers["ce_id"])
        return found

    def places(self) -> list[tuple[str, int]]:
        """Return key and sequence of all that was sent."""
        return [(m.key, int(dict(m.headers)["ce_sequence"])) for m in self.sent]


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def entries(tmp_path: Path) -> Iterator[Collection]:
    database = SqliteDatabase(str(tmp_path / "contests.sqlite"))
    collection = database.collection("entries")
    collection.ensure(())
    yield collection
    database.close()


@pytest.fixture
def publisher() -> Recording:
    return Recording()


@pytest.fixture
def metrics() -> Metrics:
    return Metrics("contests")


@pytest.fixture
def relay(entries: Collection, publisher: Recording, clock: ManualClock, metrics: Metrics) -> Relay:
    return Relay("contests", [entries], publisher, clock=clock, metrics=metrics)


def event(name: str, topic: str = "contests.entry", trace: str = "") -> Event:
    key = name.split(".")[0]
    kind = "kermesse.contests.entry.submitted.v1"
    return Event(name, kind, topic, key, START, {"said": name, "é": 1}, trace)


def store(entries: Collection, name: str, count: int) -> None:
    document = {"_id": name, "workspace_id": "w1", "version": 1}
    entries.insert(document, [event(f"{name}.{n}") for n in range(count)])


def waiting(entries: Collection) -> dict[str, tuple[int, int]]:
    return {p.id: (p.sent, len(p.events)) for p in entries.pending(10_000)}
