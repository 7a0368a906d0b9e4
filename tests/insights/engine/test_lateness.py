"""How late a bucket is counted is measured from when its counting was meant to be."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.insights.bootstrap import Worker, feeding_of
from services.insights.engine.read_model import ReadModel
from services.insights.subjects.contests import Contests
from shared.metrics import Metrics
from shared.timers import Timer
from tests.insights.events import life
from tests.insights.site import WAIT, Site

ENTRY = life("a", ["submitted", "confirmed", "excluded"], "2026-03-29T16", "letter")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path)
    yield made
    made.close()


def late(metrics: Metrics) -> tuple[float | None, float | None]:
    """Return how many countings were measured, and the sum of their delays in seconds."""
    name, label = "kermesse_timer_lateness_seconds", {"timer": "tallies"}
    count, total = (
        metrics.registry.get_sample_value(f"{name}_{part}", label) for part in ("count", "sum")
    )
    return count, total


def timer_of(work: Worker, metrics: Metrics, model: ReadModel) -> Timer:
    (timer,) = feeding_of(work.stores, work.bus, metrics).feed(model).timers
    return timer


def read(site: Site, work: Worker, place: int) -> None:
    site.publish([ENTRY[place].message()])
    while not work.following.consume(WAIT):
        pass


def test_a_bucket_counted_late_says_by_how_much(site: Site) -> None:
    work, metrics = site.worker(), Metrics("insights")
    timer = timer_of(work, metrics, work.stores.serving.model())
    read(site, work, 0)
    site.clock.advance(seconds=12)
    assert timer.run_once()
    assert late(metrics) == (1, 10)
    read(site, work, 1)
    site.clock.advance(seconds=2)
    assert timer.run_once()
    assert late(metrics) == (2, 10)


def test_a_bucket_whose_counter_died_is_late_from_the_first_time(site: Site) -> None:
    work, metrics = site.worker(), Metrics("insights")
    model = work.stores.serving.model()
    timer = timer_of(work, metrics, model)
    read(site, work, 0)
    site.clock.advance(seconds=2)
    assert model.part(Contests).counts.tallies.collection.claim_due(site.clock.now(), site.lease)
    assert not timer.run_once()
    site.clock.advance(seconds=site.lease.total_seconds())
    assert timer.run_once()
    assert late(metrics) == (1, site.lease.total_seconds())
