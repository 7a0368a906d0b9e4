"""The relay publishes from the head, settles what was acknowledged, and starves nobody."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from shared.bus import BusUnavailable, Outgoing
from shared.clock import ManualClock
from shared.documents import Collection, Settlement
from shared.documents.sqlite import SqliteDatabase
from shared.metrics import Metrics
from shared.relay import Relay
from tests.shared.relay.conftest import Recording, event, store, waiting


def test_events_leave_as_cloudevents(
    relay: Relay, entries: Collection, publisher: Recording
) -> None:
    trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    document = {"_id": "e1", "workspace_id": "w1", "version": 1}
    entries.insert(document, [event("e1.0", trace=trace)])
    assert relay.run_once() == 1
    (message,) = publisher.sent
    assert (message.topic, message.key) == ("contests.entry", "e1")
    assert message.value == '{"said":"e1.0","é":1}'.encode()
    assert dict(message.headers) == {
        "ce_specversion": b"1.0",
        "ce_id": b"e1.0",
        "ce_type": b"kermesse.contests.entry.submitted.v1",
        "ce_source": b"/contests/entries/e1",
        "ce_time": b"2026-03-01T12:00:00.000Z",
        "ce_sequence": b"1",
        "ce_workspaceid": b"w1",
        "traceparent": trace.encode(),
        "content-type": b"application/json",
    }


def test_what_was_published_waits_no_more(relay: Relay, entries: Collection) -> None:
    store(entries, "e1", 3)
    assert (relay.run_once(), relay.run_once()) == (3, 0)
    assert waiting(entries) == {}


def test_the_sequence_goes_on_over_runs(
    relay: Relay, entries: Collection, publisher: Recording
) -> None:
    store(entries, "e1", 2)
    relay.run_once()
    entries.change("w1", {"_id": "e1"}, {"$set": {"state": "x"}}, [event("e1.2")])
    relay.run_once()
    assert publisher.places() == [("e1", 1), ("e1", 2), ("e1", 3)]


def test_an_event_refused_holds_back_those_behind_it_and_no_others(
    relay: Relay, entries: Collection, publisher: Recording
) -> None:
    for name in ("e1", "e2"):
        store(entries, name, 3)
    publisher.refuses = lambda m: b"e1.1" in m.value
    assert relay.run_once() == 4
    assert publisher.places() == [("e1", 1), ("e2", 1), ("e2", 2), ("e2", 3)]
    assert waiting(entries) == {"e1": (1, 2)}


def test_a_refused_event_goes_out_later_in_its_order(
    relay: Relay, entries: Collection, publisher: Recording, clock: ManualClock
) -> None:
    store(entries, "e1", 3)
    publisher.refuses = lambda m: b"e1.0" in m.value
    relay.run_once()
    publisher.refuses = lambda m: False
    assert relay.run_once() == 0
    clock.advance(seconds=2)
    assert relay.run_once() == 3
    assert publisher.places() == [("e1", 1), ("e1", 2), ("e1", 3)]


def test_a_hundred_refused_documents_do_not_starve_the_next(
    relay: Relay, entries: Collection, publisher: Recording
) -> None:
    for number in range(150):
        store(entries, f"bad{number}", 1)
    store(entries, "good", 1)
    publisher.refuses = lambda m: m.key.startswith("bad")
    assert [relay.run_once() for _ in range(3)].count(1) == 1
    assert publisher.places() == [("good", 1)]


def test_all_goes_out_at_once_when_the_bus_is_back(
    relay: Relay, entries: Collection, publisher: Recording, clock: ManualClock
) -> None:
    for number in range(20):
        store(entries, f"e{number}", 1)

    def down(_message: Outgoing) -> bool:
        raise BusUnavailable("down")

    publisher.refuses = down
    for _ in range(8):
        assert relay.run_once() == 0
        clock.advance(seconds=60)
    assert relay.run_once() == 0
    store(entries, "new", 1)
    publisher.refuses = lambda m: False
    assert (relay.run_once(), relay.run_once()) == (1, 20)


def test_a_relay_that_died_before_settling_repeats_the_same_sequence(
    entries: Collection, publisher: Recording, clock: ManualClock, metrics: Metrics
) -> None:
    class Dies:
        """A collection whose process ends before it can settle."""

        def __getattr__(self, name: str) -> object:
            return getattr(entries, name)

        def settle_each(self, *_arguments: object) -> int:
            raise KeyboardInterrupt

    store(entries, "e1", 2)
    with pytest.raises(KeyboardInterrupt):
        Relay("contests", [Dies()], publisher, clock=clock, metrics=metrics).run_once()  # type: ignore[list-item]
    Relay("contests", [entries], publisher, clock=clock, metrics=metrics).run_once()
    assert publisher.places() == [("e1", 1), ("e1", 2)] * 2
    assert publisher.sent[:2] == publisher.sent[2:]
    assert waiting(entries) == {}


def test_two_relays_settle_each_event_once(
    entries: Collection, clock: ManualClock, metrics: Metrics
) -> None:
    store(entries, "e1", 2)
    slow, late = Recording(), Recording()
    second = Relay("contests", [entries], late, clock=clock, metrics=Metrics("contests"))

    def meanwhile(_message: Outgoing) -> bool:
        second.run_once()
        return False

    slow.refuses = meanwhile
    Relay("contests", [entries], slow, clock=clock, metrics=metrics).run_once()
    entries.change("w1", {"_id": "e1"}, {"$set": {"state": "x"}}, [event("e1.2")])
    assert waiting(entries) == {"e1": (2, 1)}
    assert slow.places() == late.places() == [("e1", 1), ("e1", 2)]


def test_a_thousand_documents_are_published_at_once_and_settled_a_hundred_at_a_time(
    entries: Collection, publisher: Recording, clock: ManualClock, metrics: Metrics
) -> None:
    settled: list[int] = []

    class Counting:
        """A collection that notes how many documents are settled in each call."""

        def __getattr__(self, name: str) -> Any:
            return getattr(entries, name)

        def settle_each(self, settlements: Sequence[Settlement]) -> int:
            settled.append(len(settlements))
            return entries.settle_each(settlements)

    for number in range(1030):
        store(entries, f"e{number}", 1)
    relay = Relay("contests", [Counting()], publisher, clock=clock, metrics=metrics)  # type: ignore[list-item]
    assert (relay.run_once(), relay.run_once()) == (1000, 30)
    assert publisher.batches == [1000, 30]
    assert settled == [*[100] * 10, 30]


@pytest.fixture
def both(tmp_path: Path) -> Iterator[list[Collection]]:
    """Two collections of one store, each with 600 documents whose event waits."""
    database = SqliteDatabase(str(tmp_path / "many.sqlite"))
    made: list[Collection] = [database.collection(name) for name in ("entries", "mails")]
    for collection in made:
        for number in range(600):
            store(collection, f"{collection.name}{number}", 1)
    yield made
    database.close()


def test_many_collections_share_the_thousand_that_a_broker_is_given_at_once(
    both: list[Collection], publisher: Recording, clock: ManualClock, metrics: Metrics
) -> None:
    assert Relay("contests", both, publisher, clock=clock, metrics=metrics).run_once() == 1200
    assert publisher.batches == [1000, 200]


def test_a_broker_that_takes_nothing_is_not_asked_for_the_rest(
    both: list[Collection], publisher: Recording, clock: ManualClock, metrics: Metrics
) -> None:
    publisher.refuses = lambda message: True
    relay = Relay("contests", both, publisher, clock=clock, metrics=metrics)
    assert relay.run_once() == 0
    assert publisher.batches == [1000]
    publisher.refuses = lambda message: False
    clock.advance(seconds=2)
    assert relay.run_once() == 1200


def test_the_age_of_the_oldest_event_is_shown(
    relay: Relay, entries: Collection, publisher: Recording, clock: ManualClock, metrics: Metrics
) -> None:
    def shown(name: str) -> float | None:
        return metrics.registry.get_sample_value(name, {"collection": "entries"})

    store(entries, "e1", 1)
    clock.advance(seconds=42)
    relay.run_once()
    assert shown("kermesse_outbox_oldest_seconds") == 42
    relay.run_once()
    assert shown("kermesse_outbox_oldest_seconds") == 0
