"""What the worker runs."""

from services.contests.bootstrap.work import due_of
from services.contests.domain.beacon import TEST
from shared.assembly.worker import timer_of
from shared.metrics import Metrics
from tests.contests.world import World


def test_it_is_measured_how_late_a_draw_was(world: World) -> None:
    contest = world.sealed(3)
    metrics = Metrics("contests")
    due = next(each for each in due_of(world.context) if each.collection.name == "contests")
    timer = timer_of(due, clock=world.clock, metrics=metrics)
    world.clock.set(TEST.time_of((contest.commitment or {})["beacon"]["round"]))
    world.clock.advance(seconds=7)
    assert timer.run_once()
    measured = [
        sample
        for family in metrics.timer_lateness.collect()
        for sample in family.samples
        if sample.name.endswith("_sum")
    ]
    assert [(each.labels, each.value) for each in measured] == [({"timer": "contests"}, 7.0)]
