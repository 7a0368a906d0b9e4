"""What can never be handled is set aside, whole, and too much of it stops the consumer."""

import json
from pathlib import Path

import pytest

from shared.bus import Outgoing
from shared.consumer import Consumer, InvalidMessage, TooManyDeadLetters
from tests.shared.consumer.conftest import PLACE_A, A, World, message


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"ce_id": ""}, "ce_id is absent"),
        ({"ce_specversion": "0.3"}, "ce_specversion is not 1.0"),
        ({"ce_sequence": "0"}, "ce_sequence is not a positive whole number"),
        ({"ce_sequence": "-1"}, "ce_sequence is not a positive whole number"),
        ({"ce_time": "yesterday"}, "ce_time is not RFC 3339"),
        ({"ce_time": "2026-03-01T12:00:00"}, "ce_time has no offset"),
        ({"ce_time": "0001-01-01T00:00:00+05:00"}, "ce_time is not RFC 3339"),
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
    "value", [b"", b"\xff\xfe", b"{", b"[1]", b'{"x": NaN}', b'{"x":' * 40 + b"1" + b"}" * 40]
)
def test_a_value_that_is_no_json_object_is_set_aside_as_it_was(world: World, value: bytes) -> None:
    good = message(A, 1)
    world.publish(Outgoing(good.topic, A, value, good.headers))
    assert world.consumer.run_once(5) == 1
    (letter,) = world.dead(1)
    assert (letter.value, letter.key) == (value, "a")
    assert world.committed() == {PLACE_A: 1}


def test_a_message_without_any_header_is_set_aside(world: World) -> None:
    world.publish(Outgoing("contests.entry", A, b"{}"))
    assert world.consumer.run_once(5) == 1
    (letter,) = world.dead(1)
    assert letter.headers["dlq_reason"] == b"ce_specversion is absent"
    assert (letter.value, letter.headers["dlq_offset"]) == (b"{}", b"0")


def test_one_too_large_for_a_broker_is_kept_without_its_end_and_says_so(world: World) -> None:
    good = message(A, 1, too_long="x" * 200_000)
    world.publish(Outgoing(good.topic, A, b"x" * 3_000_000, good.headers), message(A, 2))
    assert world.consumer.run_once(5) == 2
    (letter,) = world.dead(1)
    assert letter.headers["dlq_cut"] == b"3000000"
    assert set(letter.value) == {ord("x")}
    assert len(letter.value) + sum(map(len, letter.headers.values())) < 1_000_000
    assert letter.headers["ce_id"] == b"a.1"
    assert world.places() == [("a", 2)]


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
