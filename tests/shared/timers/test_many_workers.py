"""Due work is done once, whoever does it, and whatever becomes of them."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.shared.timers.conftest import LEASE, World

WORKERS, WORK = 10, 60


def test_ten_workers_do_each_piece_once(world: World) -> None:
    for number in range(WORK):
        world.store(f"c{number}", seconds=-number)
    timers = [world.new_timer(world.clock) for _ in range(WORKERS)]

    def work(number: int) -> int:
        done = 0
        while timers[number].run_once():
            done += 1
        return done

    with ThreadPoolExecutor(WORKERS) as workers:
        done = list(workers.map(work, range(WORKERS)))
    assert sum(done) == WORK
    assert Counter(world.ran) == Counter((f"c{number}", 1) for number in range(WORK))
    assert sorted(world.closed) == sorted(f"c{number}" for number in range(WORK))


def test_work_whose_worker_died_is_done_by_the_next_when_the_lease_ends(world: World) -> None:
    world.store("c1")
    world.faults["c1"] = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        world.timer.run_once()
    world.faults.clear()
    after = world.new_timer(world.clock)
    assert after.run_once() is False
    world.clock.advance(seconds=30)
    assert (after.run_once(), after.run_once()) == (True, False)
    assert (world.ran, world.closed) == ([("c1", 1), ("c1", 2)], ["c1"])


def test_one_who_comes_back_after_its_lease_changes_nothing(world: World) -> None:
    world.store("c1")
    claimed = world.contests.claim_due(world.clock.now(), LEASE)
    assert claimed is not None
    world.clock.advance(seconds=31)
    assert world.new_timer(world.clock).run_once() is True
    assert world.finish(claimed) is False
    assert world.closed == ["c1"]
