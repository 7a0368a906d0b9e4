"""A rebuild runs beside what is served, then takes its place, and nothing is lost between."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from services.insights.bootstrap import feeding_of
from services.insights.engine.building import StoredBuilding
from services.insights.engine.domain.generation import RebuildTakenOver, RebuildUnderWay
from services.insights.engine.use_cases.compare_generations import compare_generations
from services.insights.engine.use_cases.prune_generations import prune_generations
from services.insights.engine.use_cases.rebuild import (
    begin_rebuild,
    fill_generation,
    give_up_rebuild,
    switch_generation,
)
from services.insights.subjects.contests import Contests
from tests.insights.events import Happening, life, opened, recount
from tests.insights.site import Site

HOUR, NEXT = "2026-03-29T16", "2026-03-29T17"
HISTORY = [
    *life("a", ["submitted", "confirmed", "excluded", "reinstated"], HOUR, "letter"),
    *life("b", ["submitted", "confirmed", "withdrawn"], HOUR, ""),
    *life("c", ["submitted", "lapsed"], NEXT, "letter"),
    *life("d", ["submitted", "confirmed", "excluded"], NEXT, "poster"),
    *life("r", ["refused"], HOUR, ""),
]
WRITES = ("insert", "replace", "change", "change_each", "claim_due")
LATER = [
    *life("e", ["submitted", "confirmed"], NEXT, "poster"),
    *life("f", ["submitted"], NEXT, ""),
]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path)
    made.publish([opened()])
    yield made
    made.close()


def happens(site: Site, happened: list[Happening]) -> None:
    site.publish(one.message() for one in happened)


def begin(site: Site, by: str, *, anew: bool = False) -> int:
    pointer = site.web.pointer
    return begin_rebuild(by=by, anew=anew, pointer=pointer, clock=site.clock).building


def fill(site: Site, by: str, building: StoredBuilding) -> int:
    pointer = site.web.pointer
    return fill_generation(by=by, building=building, pointer=pointer, clock=site.clock)


def switch(site: Site, by: str) -> None:
    switch_generation(by=by, pointer=site.web.pointer, clock=site.clock)


def test_a_rebuild_shows_the_same_figures(site: Site) -> None:
    worker = site.worker()
    happens(site, HISTORY)
    site.drain(worker)
    before = site.figures()
    assert site.rebuilt() == len(HISTORY) + 1
    assert site.served() == 2
    assert site.figures() == before == recount(HISTORY)


def test_every_bucket_is_counted_before_the_switch(site: Site) -> None:
    site.worker()
    happens(site, HISTORY)
    number = begin(site, "one")
    building = site.rebuild().building(number)
    fill(site, "one", building)
    building.leave()
    counts = site.web.serving.opened(number).part(Contests).counts
    assert counts.facts.open_buckets("lumen", "c1") == []


def test_both_workers_move_to_the_new_generation_and_lose_nothing(site: Site) -> None:
    one, other = site.worker(), site.worker()
    happens(site, HISTORY)
    site.drain(one, other)
    site.rebuilt()
    happens(site, LATER)
    site.clock.advance(seconds=1)
    site.drain(one, other)
    assert one.following.generation == other.following.generation == 2
    assert site.figures() == recount([*HISTORY, *LATER])
    site.count(one)
    assert site.figures() == recount([*HISTORY, *LATER])


def test_events_that_came_during_a_rebuild_are_read_for_the_new_generation(site: Site) -> None:
    worker = site.worker()
    happens(site, HISTORY)
    building = site.rebuild().building(begin(site, "one"))
    fill(site, "one", building)
    happens(site, LATER)
    site.drain(worker)
    assert worker.following.generation == 1
    assert site.figures() == recount([*HISTORY, *LATER])
    building.leave()
    switch(site, "one")
    site.clock.advance(seconds=1)
    site.drain(worker)
    assert worker.following.generation == 2
    assert site.figures() == recount([*HISTORY, *LATER])


def test_a_second_rebuild_is_told_that_one_is_under_way(site: Site) -> None:
    begin(site, "one")
    with pytest.raises(RebuildUnderWay):
        begin(site, "other")


def test_a_rebuild_that_was_interrupted_goes_on_at_once(site: Site) -> None:
    begin(site, "one")
    give_up_rebuild(by="one", pointer=site.web.pointer)
    assert begin(site, "other") == 2


def test_a_rebuild_begun_anew_takes_nothing_over(site: Site) -> None:
    begin(site, "one")
    site.forget_the_dead()
    assert begin(site, "two", anew=True) == 3


def test_a_rebuild_that_slept_too_long_switches_nothing(site: Site) -> None:
    begin(site, "one")
    site.forget_the_dead()
    begin(site, "other")
    with pytest.raises(RebuildTakenOver):
        switch(site, "one")
    give_up_rebuild(by="one", pointer=site.web.pointer)
    switch(site, "other")
    assert site.served() == 2


class Killed(BaseException):
    """The process is no more: nothing is tidied."""


class Mortal:
    """A collection of a process that is killed when it comes to its write number `last`."""

    def __init__(self, inner: Any, writes: Iterator[int], last: int) -> None:
        self._inner, self._writes, self._last = inner, writes, last

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._inner, name)
        return self._mortal(value) if name in WRITES else value

    def _mortal(self, write: Callable[..., Any]) -> Callable[..., Any]:
        def written(*given: Any, **named: Any) -> Any:
            if next(self._writes) == self._last:
                raise Killed
            return write(*given, **named)

        return written


def killed_at(site: Site, last: int) -> bool:
    """Rebuild and be killed at a write; tell whether there were so many."""
    parts, writes = site.rebuild("dies"), count()
    pointer, clock = parts.stores.pointer, site.clock
    model = parts.stores.serving.opened(site.served() + 1)
    part = model.part(Contests)
    written = (part.counts.facts, part.counts.tallies, part.counts.sources, part.contests)
    for each in (*written, pointer, parts.stores.workspaces):
        each.collection = Mortal(each.collection, writes, last)  # type: ignore[assignment]
    feeding = feeding_of(parts.stores, parts.bus, parts.metrics)
    building = StoredBuilding(feeding, model, parts.wait)
    try:
        begin_rebuild(by="dies", pointer=pointer, clock=clock)
        fill_generation(by="dies", building=building, pointer=pointer, clock=clock)
        switch_generation(by="dies", pointer=pointer, clock=clock)
    except Killed:
        return True
    finally:
        # Who was killed is not closed; the log would wait 5 s before it believes it.
        building.leave()
    return False


def test_a_rebuild_killed_at_any_write_leaves_the_figures_and_is_completed(site: Site) -> None:
    worker = site.worker()
    happens(site, HISTORY)
    site.drain(worker)
    for last in count(0, 3):
        served = site.served()
        if not killed_at(site, last):
            break
        assert site.served() == served
        assert site.figures() == recount(HISTORY)
        site.forget_the_dead()
        site.rebuilt()
        assert site.served() == served + 1
        assert site.figures() == recount(HISTORY)
    assert last > 20
    happens(site, LATER)
    site.clock.advance(seconds=1)
    site.drain(worker)
    assert site.figures() == recount([*HISTORY, *LATER])


def test_what_a_rebuild_replaced_is_removed_when_nobody_reads_it_any_more(site: Site) -> None:
    worker = site.worker()
    happens(site, HISTORY)
    site.drain(worker)
    site.rebuilt()
    stores = site.web

    def prune() -> dict[int, int]:
        return prune_generations(
            pointer=stores.pointer,
            workspaces=stores.workspaces,
            opened=stores.serving.opened,
            clock=site.clock,
        )

    assert prune() == {}
    site.clock.advance(seconds=11)
    removed = prune()
    assert list(removed) == [1]
    part = stores.serving.opened(1).part(Contests)
    assert (part.counts.how_many("lumen"), list(part.known("lumen"))) == (0, [])
    assert prune() == {}
    assert site.figures() == recount(HISTORY)


def test_a_comparison_names_the_contests_that_differ(site: Site) -> None:
    worker = site.worker()
    site.publish([opened("c2")])
    happens(site, HISTORY)
    site.drain(worker)
    site.rebuilt()
    one, other = site.web.serving.opened(1), site.web.serving.opened(2)
    (found,) = compare_generations(workspaces=["lumen"], one=one, other=other)
    assert (found.different, found.same) == ([], 2)
    one.part(Contests).counts.facts.collection.delete("lumen", {"_id": "a"})
    (found,) = compare_generations(workspaces=["lumen"], one=one, other=other)
    assert (found.different, found.same) == (["c1"], 1)
    assert (found.things, found.known, found.facts) == ("contests", (2, 2), (4, 5))
