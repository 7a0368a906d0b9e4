"""A handler's fault is repeated, and holds up its own partition alone."""

from itertools import pairwise

import pytest

from shared.consumer import Received
from shared.documents import Stale
from shared.errors import NotFound, TryAgain
from tests.shared.consumer.conftest import PLACE_A, PLACE_B, START, A, B, World, message


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
