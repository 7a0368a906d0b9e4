"""What is refused again and again holds back its own document alone, and raises an alarm."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from shared.bus import Outgoing
from shared.clock import ManualClock
from shared.documents import Change, Collection, Pending
from shared.metrics import Metrics
from shared.relay import Relay
from tests.shared.relay.conftest import START, Recording, event, store, waiting

Shown = Callable[[str], float | None]


@pytest.fixture
def shown(metrics: Metrics) -> Shown:
    return lambda name: metrics.registry.get_sample_value(
        f"kermesse_outbox_{name}", {"collection": "entries"}
    )


def bad(message: Outgoing) -> bool:
    return message.key.startswith("bad")


def run_for(relay: Relay, clock: ManualClock, seconds: int) -> int:
    done = 0
    for _ in range(seconds):
        done += relay.run_once()
        clock.advance(seconds=1)
    return done


def many(entries: Collection, name: str, count: int, at: float = 0) -> None:
    time = START + timedelta(seconds=at)
    changes = [
        Change(
            {"_id": f"{name}{number}"},
            {"$set": {"state": ""}},
            (replace(event(f"{name}{number}.0"), time=time),),
            upsert=True,
        )
        for number in range(count)
    ]
    entries.change_each("w1", changes)


def test_an_event_that_always_fails_raises_an_alarm_that_names_it(
    relay: Relay, entries: Collection, publisher: Recording, clock: ManualClock, shown: Shown
) -> None:
    store(entries, "bad", 2)
    publisher.refuses = bad
    with capture_logs() as logs:
        for number in range(30):
            store(entries, f"good{number}", 1)
            relay.run_once()
            clock.advance(seconds=10)
    assert shown("stuck") == 1
    (alarm,) = [line for line in logs if line["event"] == "event_stuck"]
    assert (alarm["document"], alarm["event_id"], alarm["tries"]) == ("bad", "bad.0", 6)
    assert (alarm["collection"], alarm["log_level"]) == ("entries", "error")
    assert len(publisher.sent) == 30
    assert waiting(entries) == {"bad": (0, 2)}


def test_the_alarm_ends_when_the_event_goes_out(
    relay: Relay, entries: Collection, publisher: Recording, clock: ManualClock, shown: Shown
) -> None:
    store(entries, "bad", 2)
    publisher.refuses = bad
    run_for(relay, clock, 120)
    assert shown("stuck") == 1
    publisher.refuses = lambda m: False
    assert run_for(relay, clock, 70) == 2
    assert shown("stuck") == 0


def test_the_alarm_ends_when_another_relay_has_settled_the_document(
    relay: Relay, entries: Collection, publisher: Recording, clock: ManualClock, shown: Shown
) -> None:
    store(entries, "bad", 1)
    publisher.refuses = bad
    run_for(relay, clock, 120)
    entries.settle("w1", "bad", 0, 1)
    run_for(relay, clock, 130)
    assert shown("stuck") == 0


def test_an_event_that_is_not_json_holds_its_document_and_no_other(
    entries: Collection, publisher: Recording, clock: ManualClock, metrics: Metrics
) -> None:
    class Spoilt:
        """A collection in which one event's data are no JSON, however that came."""

        def __getattr__(self, name: str) -> Any:
            return getattr(entries, name)

        def pending(self, limit: int, skip: int = 0) -> list[Pending]:
            found = entries.pending(limit, skip)
            return [self._spoilt(one) if one.id == "e1" else one for one in found]

        @staticmethod
        def _spoilt(one: Pending) -> Pending:
            return replace(one, events=(replace(one.events[0], data={"x": object()}),))

    for name in ("e1", "e2", "e3"):
        store(entries, name, 1)
    relay = Relay("contests", [Spoilt()], publisher, clock=clock, metrics=metrics)  # type: ignore[list-item]
    with capture_logs() as logs:
        assert run_for(relay, clock, 100) == 2
    assert waiting(entries) == {"e1": (0, 1)}
    assert {line["event_id"] for line in logs if line["event"] == "event_is_not_json"} == {"e1.0"}
    assert [line["document"] for line in logs if line["event"] == "event_stuck"] == ["e1"]


def test_what_was_refused_before_goes_out_apart_from_what_is_new(
    relay: Relay, entries: Collection, publisher: Recording, clock: ManualClock
) -> None:
    many(entries, "bad", 5)
    publisher.refuses = bad
    relay.run_once()
    clock.advance(seconds=2)
    many(entries, "good", 3)
    publisher.batches.clear()
    assert relay.run_once() == 3
    assert publisher.batches == [3, 5]


@pytest.mark.slow
def test_more_than_a_thousand_refused_documents_do_not_starve_the_next(
    relay: Relay, entries: Collection, publisher: Recording, clock: ManualClock, shown: Shown
) -> None:
    many(entries, "bad", 1250)
    publisher.refuses = bad
    run_for(relay, clock, 60)
    many(entries, "good", 5, at=60)
    runs = next(n for n in range(1, 50) if relay.run_once() == 5)
    assert runs <= 14
    assert [message.key for message in publisher.sent] == [f"good{n}" for n in range(5)]
    assert len(waiting(entries)) == 1250


def test_documents_beyond_those_it_remembers_starve_nobody_either(
    entries: Collection, publisher: Recording, clock: ManualClock, metrics: Metrics
) -> None:
    relay = Relay("contests", [entries], publisher, clock=clock, metrics=metrics, most_held=50)
    many(entries, "bad", 420)
    many(entries, "good", 5, at=60)
    publisher.refuses = bad
    assert 5 in [relay.run_once() for _ in range(6)]


def test_a_queue_without_end_does_not_starve_what_was_refused(
    relay: Relay, entries: Collection, publisher: Recording, clock: ManualClock
) -> None:
    store(entries, "bad", 1)
    publisher.refuses = bad
    many(entries, "good", 300, at=1)
    relay.run_once()
    publisher.refuses = lambda m: False
    for second in range(12):
        many(entries, f"more{second}-", 110, at=2 + second)
        clock.advance(seconds=1)
        relay.run_once()
    assert ("bad", 1) in publisher.places()


def test_a_clock_that_is_put_back_makes_no_pause_longer(
    relay: Relay, entries: Collection, publisher: Recording, clock: ManualClock
) -> None:
    store(entries, "bad", 1)
    publisher.refuses = bad
    relay.run_once()
    publisher.refuses = lambda m: False
    clock.advance(hours=-1)
    assert relay.run_once() == 1


@pytest.mark.parametrize("count", [7, 100, 250, 1234])
def test_the_depth_is_shown_to_a_hundredth(
    relay: Relay, entries: Collection, shown: Shown, count: int
) -> None:
    many(entries, "e", count)
    relay.run_once()
    assert shown("documents") == pytest.approx(count, rel=0.01)
