"""A rebuild runs beside what is served, then takes its place, and nothing is lost between."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from services.insights.domain.generation import RebuildTakenOver, RebuildUnderWay
from services.insights.use_cases.compare_generations import compare_generations
from services.insights.use_cases.prune_generations import prune_generations
from services.insights.use_cases.rebuild import (
    Rebuild,
    begin_rebuild,
    fill_generation,
    give_up_rebuild,
    switch_generation,
)
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
    parts, command = site.rebuild(), Rebuild("one")
    number = begin_rebuild(command, parts.stores.pointer, site.clock).building
    building = parts.building(parts.stores.model(number))
    fill_generation(command, building, parts.stores.pointer, site.clock)
    building.leave()
    assert parts.stores.model(number).facts.open_buckets("lumen", "c1") == []


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
    parts, command = site.rebuild(), Rebuild("one")
    begin_rebuild(command, parts.stores.pointer, site.clock)
    building = parts.building(parts.stores.model(2))
    fill_generation(command, building, parts.stores.pointer, site.clock)
    happens(site, LATER)
    site.drain(worker)
    assert worker.following.generation == 1
    assert site.figures() == recount([*HISTORY, *LATER])
    building.leave()
    switch_generation(command, parts.stores.pointer, site.clock)
    site.clock.advance(seconds=1)
    site.drain(worker)
    assert worker.following.generation == 2
    assert site.figures() == recount([*HISTORY, *LATER])


def test_a_second_rebuild_is_told_that_one_is_under_way(site: Site) -> None:
    begin_rebuild(Rebuild("one"), site.web.pointer, site.clock)
    with pytest.raises(RebuildUnderWay):
        begin_rebuild(Rebuild("other"), site.web.pointer, site.clock)


def test_a_rebuild_that_was_interrupted_goes_on_at_once(site: Site) -> None:
    begin_rebuild(Rebuild("one"), site.web.pointer, site.clock)
    give_up_rebuild(Rebuild("one"), site.web.pointer)
    assert begin_rebuild(Rebuild("other"), site.web.pointer, site.clock).building == 2


def test_a_rebuild_begun_anew_takes_nothing_over(site: Site) -> None:
    begin_rebuild(Rebuild("one"), site.web.pointer, site.clock)
    site.forget_the_dead()
    assert begin_rebuild(Rebuild("two", anew=True), site.web.pointer, site.clock).building == 3


def test_a_rebuild_that_slept_too_long_switches_nothing(site: Site) -> None:
    begin_rebuild(Rebuild("one"), site.web.pointer, site.clock)
    site.forget_the_dead()
    begin_rebuild(Rebuild("other"), site.web.pointer, site.clock)
    with pytest.raises(RebuildTakenOver):
        switch_generation(Rebuild("one"), site.web.pointer, site.clock)
    give_up_rebuild(Rebuild("one"), site.web.pointer)
    switch_generation(Rebuild("other"), site.web.pointer, site.clock)
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
    parts, command = site.rebuild("dies"), Rebuild("dies")
    pointer, writes = parts.stores.pointer, count()
    model = parts.stores.model(site.served() + 1)
    for each in (model.facts, model.tallies, model.contests, pointer, parts.stores.workspaces):
        each.collection = Mortal(each.collection, writes, last)  # type: ignore[assignment]
    building = parts.building(model)
    try:
        begin_rebuild(command, pointer, site.clock)
        fill_generation(command, building, pointer, site.clock)
        switch_generation(command, pointer, site.clock)
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
        return prune_generations(stores.pointer, stores.workspaces, stores.model, site.clock)

    assert prune() == {}
    site.clock.advance(seconds=11)
    removed = prune()
    assert list(removed) == [1]
    assert stores.model(1).size("lumen") == (0, 0)
    assert prune() == {}
    assert site.figures() == recount(HISTORY)


def test_a_comparison_names_the_contests_that_differ(site: Site) -> None:
    worker = site.worker()
    site.publish([opened("c2")])
    happens(site, HISTORY)
    site.drain(worker)
    site.rebuilt()
    one, other = site.web.model(1), site.web.model(2)
    assert compare_generations(["lumen"], one, other).different == []
    one.facts.collection.delete("lumen", {"_id": "a"})
    found = compare_generations(["lumen"], one, other)
    assert (found.different, found.same) == (["c1"], 1)
    assert found.facts == (4, 5)
