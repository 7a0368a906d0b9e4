"""A consumer's errors name what happens to the message: set aside, repeated, or passed over."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from shared.bus import Message, Outgoing, Topic
from shared.bus.embedded import EmbeddedBus
from shared.bus.partitioner import partition_of
from shared.clock import ManualClock
from shared.consumer import Consumer, InvalidMessage, Received, TooManyDeadLetters
from shared.documents import Stale
from shared.errors import NotFound, TryAgain
from shared.metrics import Metrics
from tests.shared.bus.joining import read

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
KIND = "kermesse.contests.entry.submitted.v1"
DEAD = "insights.dead-letters"


def message(key: str, number: int, kind: str = KIND, **headers: str) -> Outgoing:
    named = {
        "ce_specversion": "1.0",
        "ce_id": f"{key}.{number}",
        "ce_type": kind,
        "ce_source": f"/contests/entries/{key}",
        "ce_time": "2026-03-01T12:00:00.250Z",
        "ce_sequence": str(number),
        "ce_workspaceid": "w1",
        "content-type": "application/json",
    } | headers
    return Outgoing(
        "contests.entry",
        key,
        json.dumps({"number": number}).encode(),
        tuple((name, value.encode()) for name, value in named.items() if value),
    )


class World:
    """A bus, a consumer of one topic, and what its handler did."""

    def __init__(self, path: Path) -> None:
        self.clock = ManualClock(START)
        self.metrics = Metrics("insights")
        self.bus = EmbeddedBus(str(path / "bus.sqlite"), clock=self.clock)
        self.bus.ensure_topics([Topic("contests.entry", 3), Topic(DEAD, 1)])
        self.seen: list[Received] = []
        self.fault: Callable[[Received], Exception | None] = lambda event: None
        self.consumer = self.new_consumer()

    def new_consumer(self, **more: int | timedelta) -> Consumer:
        return Consumer(
            self.bus,
            "insights",
            ["contests.entry"],
            {KIND: self.handle},
            DEAD,
            clock=self.clock,
            metrics=self.metrics,
            jitter=lambda: 0.5,
            **more,  # type: ignore[arg-type]
        )

    def handle(self, event: Received) -> None:
        if fault := self.fault(event):
            raise fault
        self.seen.append(event)

    def publish(self, *messages: Outgoing) -> None:
        assert all(self.bus.publisher().publish(messages))

    def dead(self, count: int) -> list[Message]:
        member = self.bus.subscribe("readers of the dead", [DEAD])
        found = read(member, count)
        member.close()
        return found

    def committed(self) -> dict[int, int]:
        member = self.bus.subscribe("insights", ["contests.entry"])
        places = {partition: at for (_, partition), at in member.committed().items() if at}
        member.close()
        return places

    def places(self) -> list[tuple[str, int]]:
        return [(event.key, event.sequence) for event in self.seen]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.consumer.close()
    made.bus.close()


A, B = "a", "b"
PLACE_A, PLACE_B = partition_of(A, 3), partition_of(B, 3)


def test_the_keys_of_these_tests_are_in_different_partitions() -> None:
    assert PLACE_A != PLACE_B


def test_a_handler_receives_the_whole_event(world: World) -> None:
    world.publish(message(A, 7, traceparent="00-1-2-01"))
    assert world.consumer.run_once(5) == 1
    assert world.seen == [
        Received(
            id="a.7",
            type=KIND,
            sequence=7,
            key="a",
            source="/contests/entries/a",
            time=datetime(2026, 3, 1, 12, 0, 0, 250_000, tzinfo=UTC),
            workspace_id="w1",
            data={"number": 7},
            traceparent="00-1-2-01",
            topic="contests.entry",
            partition=PLACE_A,
            offset=0,
        )
    ]


def test_what_was_handled_is_committed(world: World) -> None:
    world.publish(*(message(A, n) for n in range(1, 6)), message(B, 1))
    assert world.consumer.run_once(5) == 6
    assert world.committed() == {PLACE_A: 5, PLACE_B: 1}


def test_an_unknown_type_is_passed_over_and_committed(world: World) -> None:
    world.publish(message(A, 1, kind="kermesse.contests.entry.renamed.v9"))
    assert world.consumer.run_once(5) == 1
    assert (world.seen, world.committed()) == ([], {PLACE_A: 1})


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"ce_id": ""}, "ce_id is absent"),
        ({"ce_specversion": "0.3"}, "ce_specversion is not 1.0"),
        ({"ce_sequence": "0"}, "ce_sequence is not a positive whole number"),
        ({"ce_sequence": "-1"}, "ce_sequence is not a positive whole number"),
        ({"ce_time": "yesterday"}, "ce_time is not RFC 3339"),
        ({"ce_time": "2026-03-01T12:00:00"}, "ce_time has no offset"),
        ({"ce_workspaceid": ""}, "ce_workspaceid is absent"),
    ],
)
def test_a_message_without_what_it_needs_is_set_aside(
    world: World, headers: dict[str, str], reason: str
) -> None:
    world.publish(message(A, 1, **headers), message(A, 2))
    assert world.consumer.run_once(5) == 2
    (letter,) = world.dead(1)
    assert letter.headers["dlq_reason"].decode() == reason
    assert world.places() == [("a", 2)]


@pytest.mark.parametrize(
    "value", [b"\xff\xfe", b"{", b"[1]", b'{"x": NaN}', b'{"x":' * 40 + b"1" + b"}" * 40]
)
def test_a_value_that_is_no_json_object_is_set_aside_as_it_was(world: World, value: bytes) -> None:
    good = message(A, 1)
    world.publish(Outgoing(good.topic, A, value, good.headers))
    assert world.consumer.run_once(5) == 1
    (letter,) = world.dead(1)
    assert (letter.value, letter.key) == (value, "a")
    assert world.committed() == {PLACE_A: 1}


def test_a_dead_letter_names_its_reason_and_its_place(world: World) -> None:
    world.publish(message(A, 1), message(A, 2), message(A, 3))
    world.fault = lambda e: InvalidMessage("number: too odd") if e.sequence == 2 else None
    assert world.consumer.run_once(5) == 3
    (letter,) = world.dead(1)
    told = {name: letter.headers[name].decode() for name in letter.headers if "dlq" in name}
    assert told == {
        "dlq_reason": "number: too odd",
        "dlq_group": "insights",
        "dlq_topic": "contests.entry",
        "dlq_partition": str(PLACE_A),
        "dlq_offset": "1",
        "dlq_time": "2026-03-01T12:00:00.000Z",
    }
    assert letter.headers["ce_id"] == b"a.2"
    assert json.loads(letter.value) == {"number": 2}
    assert (world.places(), world.committed()) == ([("a", 1), ("a", 3)], {PLACE_A: 3})


@pytest.mark.parametrize(
    "fault", [TryAgain(), Stale(), OSError("reset")], ids=["503", "stale", "os"]
)
def test_a_passing_fault_puts_its_partition_off_and_no_other(
    world: World, fault: Exception
) -> None:
    world.publish(message(A, 1), message(A, 2), message(A, 3), message(B, 1))
    world.fault = lambda e: fault if (e.key, e.sequence) == (A, 2) else None
    assert world.consumer.run_once(5) == 2
    assert sorted(world.places()) == [("a", 1), ("b", 1)]
    assert world.committed() == {PLACE_A: 1, PLACE_B: 1}
    world.fault = lambda e: None
    world.publish(message(B, 2))
    assert world.consumer.run_once(1) == 1
    assert world.places()[-1] == ("b", 2)
    world.clock.advance(seconds=0.6)
    assert world.consumer.run_once(1) == 2
    assert world.places()[-2:] == [("a", 2), ("a", 3)]


def test_a_passing_fault_is_repeated_for_as_long_as_it_takes(world: World) -> None:
    world.publish(message(A, 1))
    world.fault = lambda e: TryAgain()
    for _ in range(20):
        assert world.consumer.run_once(0.05) == 0
        world.clock.advance(seconds=31)
    world.fault = lambda e: None
    assert world.consumer.run_once(1) == 1
    assert world.places() == [("a", 1)]


def test_pauses_grow(world: World) -> None:
    world.publish(message(A, 1))
    tried: list[float] = []

    def fault(_event: Received) -> Exception:
        tried.append((world.clock.now() - START).total_seconds())
        return TryAgain()

    world.fault = fault
    while len(tried) < 6:
        world.consumer.run_once(0.01)
        world.clock.advance(seconds=0.5)
    assert [after - before for before, after in pairwise(tried)] == [
        0.5,
        1,
        2,
        4,
        8,
    ]


@pytest.mark.parametrize("fault", [KeyError("x"), NotFound()], ids=["a bug", "not found"])
def test_any_other_fault_is_repeated_five_times_then_set_aside(
    world: World, fault: Exception
) -> None:
    world.publish(message(A, 1), message(A, 2))
    tries: list[int] = []

    def handled(event: Received) -> Exception | None:
        tries.append(event.sequence)
        return fault if event.sequence == 1 else None

    world.fault = handled
    for _ in range(6):
        world.consumer.run_once(0.05)
        world.clock.advance(seconds=31)
    assert tries == [1] * 6 + [2]
    (letter,) = world.dead(1)
    assert letter.headers["dlq_reason"].decode() in ("KeyError", "not_found")
    assert world.committed() == {PLACE_A: 2}


def test_a_dead_letter_that_cannot_be_stored_holds_its_partition(tmp_path: Path) -> None:
    world = World(tmp_path)
    consumer = Consumer(
        world.bus,
        "insights",
        ["contests.entry"],
        {},
        "absent topic",
        clock=world.clock,
        metrics=world.metrics,
    )
    world.publish(message(A, 1, ce_id="", ce_specversion=""))
    assert consumer.run_once(1) == 0
    consumer.close()
    assert world.committed() == {}


def test_too_many_dead_letters_stop_the_consumer_after_they_are_committed(world: World) -> None:
    world.consumer = world.new_consumer(dead_letter_limit=3)
    world.fault = lambda e: InvalidMessage("all wrong")
    world.publish(*(message(A, n) for n in range(1, 5)))
    with pytest.raises(TooManyDeadLetters, match="4 dead letters"):
        world.consumer.run_once(5)
    assert world.committed() == {PLACE_A: 4}


def test_a_few_dead_letters_over_a_long_time_stop_nothing(world: World) -> None:
    world.consumer = world.new_consumer(dead_letter_limit=1)
    world.fault = lambda e: InvalidMessage("wrong")
    for number in range(1, 5):
        world.publish(message(A, number))
        assert world.consumer.run_once(5) == 1
        world.clock.advance(seconds=61)


def test_the_lag_is_shown(world: World) -> None:
    world.publish(*(message(A, n) for n in range(1, 4)))
    world.fault = lambda e: TryAgain() if e.sequence == 2 else None
    world.consumer.run_once(5)
    labels = {"group": "insights", "topic": "contests.entry", "partition": str(PLACE_A)}
    assert world.metrics.registry.get_sample_value("kermesse_consumer_lag", labels) == 2
