"""Due work is run once for each lease, and one failing document stops nothing."""

import pytest

from shared.documents import Stale
from shared.errors import NotFound, TryAgain
from tests.shared.timers.conftest import World


def test_nothing_runs_before_it_is_due(world: World) -> None:
    world.store("c1", seconds=10)
    assert world.timer.run_once() is False
    world.clock.advance(seconds=10)
    assert world.timer.run_once() is True
    assert world.ran == [("c1", 1)]


def test_finished_work_is_not_run_again(world: World) -> None:
    world.store("c1")
    assert (world.timer.run_once(), world.timer.run_once()) == (True, False)
    world.clock.advance(hours=1)
    assert world.timer.run_once() is False


def test_the_most_overdue_comes_first(world: World) -> None:
    for name, seconds in (("c1", 3), ("c2", 1), ("c3", 2)):
        world.store(name, seconds)
    world.clock.advance(seconds=5)
    while world.timer.run_once():
        pass
    assert [name for name, _ in world.ran] == ["c2", "c3", "c1"]


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (TryAgain(), "put off"),
        (Stale(), "put off"),
        (OSError("reset"), "put off"),
        (NotFound(), "failed"),
        (KeyError("x"), "failed"),
    ],
)
def test_work_that_fails_is_due_again_when_the_lease_ends(
    world: World, fault: Exception, outcome: str
) -> None:
    world.store("c1")
    world.store("c2", seconds=1)
    world.clock.advance(seconds=1)
    world.faults["c1"] = fault
    assert [world.timer.run_once() for _ in range(3)] == [True, True, False]
    assert world.ran == [("c1", 1), ("c2", 1)]
    assert world.count(outcome) == 1
    world.faults.clear()
    world.clock.advance(seconds=29)
    assert world.timer.run_once() is False
    world.clock.advance(seconds=1)
    assert world.timer.run_once() is True
    assert world.ran[-1] == ("c1", 2)


def test_lateness_is_shown(world: World) -> None:
    world.store("c1")
    world.clock.advance(seconds=7)
    world.timer.run_once()
    name = "kermesse_timer_lateness_seconds_sum"
    assert world.metrics.registry.get_sample_value(name, {"timer": "contests"}) == 7


def test_a_document_that_cannot_be_read_fails_alone(world: World) -> None:
    world.store("c1")
    world.store("c2", seconds=1)
    world.contests.change("w1", {"_id": "c1"}, {"$unset": {"closes_at": ""}})
    world.clock.advance(seconds=1)
    assert [world.timer.run_once() for _ in range(3)] == [True, True, False]
    assert (world.count("failed"), world.closed) == (1, ["c2"])
