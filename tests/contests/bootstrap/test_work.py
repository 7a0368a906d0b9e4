"""What the worker runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.contests.bootstrap.stores import Stores
from services.contests.bootstrap.work import timers_of
from services.contests.domain.beacon import TEST
from shared.metrics import Metrics
from tests.contests.world import World, world_at


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with world_at(tmp_path) as built:
        yield built


def test_it_is_measured_how_late_a_draw_was(world: World) -> None:
    contest = world.sealed(3)
    metrics = Metrics("contests")
    timers = timers_of(Stores(world.database, world.context), world.context, metrics)
    world.clock.set(TEST.time_of((contest.commitment or {})["beacon"]["round"]))
    world.clock.advance(seconds=7)
    assert timers["contests"]()
    measured = [
        sample
        for family in metrics.timer_lateness.collect()
        for sample in family.samples
        if sample.name.endswith("_sum")
    ]
    assert [(each.labels, each.value) for each in measured] == [({"timer": "contests"}, 7.0)]
