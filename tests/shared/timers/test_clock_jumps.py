"""A clock that jumps an hour: work is done once, late by the jump and no more."""

from shared.clock import ManualClock
from tests.shared.timers.conftest import LEASE, START, World


def test_a_clock_ahead_takes_work_from_one_who_still_has_it_and_it_is_done_once(
    world: World,
) -> None:
    world.store("c1")
    claimed = world.contests.claim_due(world.clock.now(), LEASE)
    assert claimed is not None
    world.clock.advance(hours=1)
    assert world.timer.run_once() is True
    assert world.finish(claimed) is False
    assert world.closed == ["c1"]


def test_after_a_jump_forward_and_back_what_was_done_stays_done(world: World) -> None:
    world.store("c1")
    world.store("c2", seconds=1800)
    world.clock.advance(hours=1)
    assert [world.timer.run_once() for _ in range(3)] == [True, True, False]
    world.clock.advance(hours=-1)
    assert world.timer.run_once() is False
    world.clock.advance(hours=3)
    assert world.timer.run_once() is False
    assert world.closed == ["c1", "c2"]


def test_a_claim_of_one_who_died_before_the_jump_back_is_late_by_the_jump_and_the_lease(
    world: World,
) -> None:
    world.store("c1")
    world.contests.claim_due(world.clock.now(), LEASE)
    world.clock.advance(hours=-1)
    assert world.timer.run_once() is False
    world.clock.advance(hours=1, seconds=29)
    assert world.timer.run_once() is False
    world.clock.advance(seconds=1)
    assert world.timer.run_once() is True
    assert world.closed == ["c1"]


def test_a_jump_back_does_not_stop_who_has_claimed(world: World) -> None:
    world.store("c1")
    claimed = world.contests.claim_due(world.clock.now(), LEASE)
    world.clock.advance(hours=-1)
    assert claimed is not None
    assert world.finish(claimed) is True
    world.clock.advance(hours=2)
    assert world.timer.run_once() is False


def test_two_workers_whose_clocks_are_an_hour_apart_do_each_piece_once(world: World) -> None:
    for number in range(20):
        world.store(f"c{number}", seconds=60 * number)
    slow, fast = ManualClock(START), ManualClock(START)
    fast.advance(hours=1)
    timers = [world.new_timer(slow), world.new_timer(fast)]
    for _ in range(40):
        for timer in timers:
            timer.run_once()
        slow.advance(seconds=60)
        fast.advance(seconds=60)
    assert sorted(world.closed) == sorted(f"c{number}" for number in range(20))


def test_work_that_is_late_says_by_how_much(world: World) -> None:
    world.store("c1")
    world.clock.advance(hours=1)
    world.timer.run_once()
    name, labels = "kermesse_timer_lateness_seconds", {"timer": "contests"}
    assert world.metrics.registry.get_sample_value(f"{name}_sum", labels) == 3600
    within = labels | {"le": "1800.0"}
    assert world.metrics.registry.get_sample_value(f"{name}_bucket", within) == 0
