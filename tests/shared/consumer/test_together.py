"""Neighbours of a batch are handed over in one call; where it fails, one message gets the blame."""

from collections.abc import Callable, Sequence
from itertools import groupby

import pytest

from shared.bus import Outgoing
from shared.consumer import InvalidMessage, Received, Together
from shared.errors import TryAgain
from tests.shared.consumer.conftest import KIND, PLACE_A, PLACE_B, A, B, World, message

OTHER = "kermesse.contests.entry.confirmed.v1"
ALONE = "kermesse.contests.entry.lapsed.v1"
Calls = list[list[tuple[str, int]]]


@pytest.fixture
def calls(world: World) -> Calls:
    """What each call was given; two types share a handler, a third has its own."""
    given: Calls = []

    def handle(events: Sequence[Received]) -> None:
        given.append([(event.key, event.sequence) for event in events])
        for event in events:
            world.handle(event)

    together = Together(handle)
    world.consumer = world.new_consumer({KIND: together, OTHER: together, ALONE: world.handle})
    return given


def fails(wrong: Callable[[Received], bool], fault: Exception) -> Callable[[Received], object]:
    return lambda event: fault if wrong(event) else None


def test_neighbours_of_all_partitions_and_types_go_together(world: World, calls: Calls) -> None:
    world.publish(message(A, 1), message(A, 2, kind=OTHER), message(B, 1), message(A, 3))
    assert world.consumer.run_once(5) == 4
    assert len(calls) == 1
    assert sorted(calls[0]) == [("a", 1), ("a", 2), ("a", 3), ("b", 1)]
    assert world.committed() == {PLACE_A: 3, PLACE_B: 1}
    assert world.figure("events_handled_total", group="insights", type=KIND) == 3
    assert world.figure("events_handled_total", group="insights", type=OTHER) == 1


def test_a_call_is_given_no_more_than_a_batch(world: World, calls: Calls) -> None:
    world.publish(*(message(A, n) for n in range(1, 251)))
    assert [world.consumer.run_once(5) for _ in range(3)] == [100, 100, 50]
    assert [len(call) for call in calls] == [100, 100, 50]


def test_another_handler_between_them_keeps_its_turn(world: World, calls: Calls) -> None:
    kinds = [KIND, OTHER, ALONE, KIND, OTHER]
    world.publish(*(message(A, n, kind=kind) for n, kind in enumerate(kinds, 1)))
    assert world.consumer.run_once(5) == 5
    assert calls == [[("a", 1), ("a", 2)], [("a", 4), ("a", 5)]]
    assert world.places() == [("a", n) for n in range(1, 6)]


def test_an_unknown_type_parts_nobody(world: World, calls: Calls) -> None:
    unknown = message(A, 2, kind="kermesse.contests.entry.renamed.v9")
    world.publish(message(A, 1), unknown, message(A, 3))
    assert world.consumer.run_once(5) == 3
    assert calls == [[("a", 1), ("a", 3)]]


def test_what_cannot_be_read_is_set_aside_and_the_rest_goes_together(
    world: World, calls: Calls
) -> None:
    good = message(A, 2)
    world.publish(message(A, 1), Outgoing(good.topic, A, b"{", good.headers), message(A, 3))
    assert world.consumer.run_once(5) == 3
    assert calls == [[("a", 1), ("a", 3)]]
    assert [letter.value for letter in world.dead(1)] == [b"{"]
    assert world.committed() == {PLACE_A: 3}


def test_the_one_that_its_handler_calls_invalid_is_set_aside_alone(
    world: World, calls: Calls
) -> None:
    world.fault = lambda e: InvalidMessage("odd") if e.sequence == 2 else None
    world.publish(*(message(A, n) for n in range(1, 4)))
    assert world.consumer.run_once(5) == 3
    assert calls == [[("a", 1), ("a", 2), ("a", 3)], [("a", 1)], [("a", 2)], [("a", 3)]]
    assert [letter.headers["ce_id"] for letter in world.dead(1)] == [b"a.2"]
    assert world.committed() == {PLACE_A: 3}


def test_a_passing_fault_holds_the_partition_of_one_and_no_other(
    world: World, calls: Calls
) -> None:
    world.fault = lambda e: TryAgain() if (e.key, e.sequence) == (A, 2) else None
    world.publish(*(message(A, n) for n in range(1, 5)), message(B, 1), message(B, 2))
    assert world.consumer.run_once(5) == 3
    assert world.committed() == {PLACE_A: 1, PLACE_B: 2}
    assert [("a", 3)] not in calls
    world.fault = lambda e: None
    world.clock.advance(seconds=1)
    assert world.consumer.run_once(1) == 3
    assert calls[-1] == [("a", 2), ("a", 3), ("a", 4)]
    assert world.committed() == {PLACE_A: 4, PLACE_B: 2}


def test_a_fault_that_stays_ends_in_the_dead_letters(world: World, calls: Calls) -> None:
    world.fault = lambda e: KeyError("x") if e.sequence == 2 else None
    world.publish(*(message(A, n) for n in range(1, 4)))
    for _ in range(6):
        world.consumer.run_once(0.05)
        world.clock.advance(seconds=31)
    assert [letter.headers["ce_id"] for letter in world.dead(1)] == [b"a.2"]
    assert world.committed() == {PLACE_A: 3}


def test_the_order_of_a_key_holds_whatever_fails(world: World, calls: Calls) -> None:
    failing = {(A, 3), (B, 2), (A, 7)}

    def fault(event: Received) -> Exception | None:
        at = (event.key, event.sequence)
        if at not in failing:
            return None
        failing.remove(at)
        return TryAgain()

    world.fault = fault
    world.publish(*(message(key, n) for n in range(1, 11) for key in (A, B)))
    while sum(world.committed().values()) < 20:
        world.consumer.run_once(0.05)
        world.clock.advance(seconds=1)
    for key in (A, B):
        came = [event.sequence for event in world.seen if event.key == key]
        first_times = [n for n, _ in groupby(max(came[: i + 1]) for i in range(len(came)))]
        assert first_times == list(range(1, 11))


def test_events_that_come_again_are_counted(world: World, calls: Calls) -> None:
    world.publish(message(A, 1), message(A, 2), message(A, 1), message(A, 2), message(A, 3))
    assert world.consumer.run_once(5) == 5
    assert world.figure("duplicates_dropped_total", type=KIND) == 2
