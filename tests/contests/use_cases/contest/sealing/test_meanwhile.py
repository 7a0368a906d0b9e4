"""What happens to an entry while the list is being read."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from services.contests.domain.entry import (
    Entry,
    EntryState,
)
from services.contests.use_cases.contest import freeze_list as freezing
from tests.contests.pump import Pump
from tests.contests.use_cases.contest.sealing.listing import exclude, lines
from tests.contests.world import CLOSES, SEALS, WORKSPACE, World


def test_an_entry_confirmed_during_the_sealing_is_whole_in_or_whole_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freezing, "CHUNK", 5)
    contest = world.opened()
    world.entered(contest, 10)
    paused = [world.submitted(contest, person) for person in range(11, 21)]
    Pump(world).run()
    world.clock.set(CLOSES)
    world.advance(contest)
    listed = world.context.stores.entries
    confirming = Confirming(listed, world, paused, contest)
    world.context = replace(world.context, stores=replace(world.context.stores, entries=confirming))
    world.clock.set(SEALS)
    sealed = world.advance(contest)
    in_list = {line.split("|")[0] for line in lines(world, contest.id)}
    acknowledged = {
        entry.ref
        for entry in paused
        if world.context.stores.list_chunks.holds(WORKSPACE, contest.id, entry.ref)
    }
    assert acknowledged == in_list & {entry.ref for entry in paused}
    assert 0 < len(acknowledged) < len(paused)
    assert (sealed.commitment or {})["entries"] == 10 + len(acknowledged)


def test_an_exclusion_that_came_after_its_page_is_taken_back_though_its_request_ended(
    world: World,
) -> None:
    contest = world.opened()
    before, during, afterwards, *_ = entries = world.entered(contest, 6)
    exclude(world, before)
    world.clock.set(CLOSES)
    world.advance(contest)
    world.clock.set(SEALS)
    stores = world.context.stores
    overtaken = Overtaken(stores.entries, lambda: exclude(world, during))
    world.context = replace(world.context, stores=replace(stores, entries=overtaken))
    sealed = world.advance(contest)
    assert (sealed.commitment or {})["entries"] == len(entries) - 1
    Pump(world).run()
    exclude(world, afterwards)
    Pump(world).run()
    kept = [world.context.stores.entries.get(WORKSPACE, contest.id, entry.id) for entry in entries]
    assert [entry.state for entry in kept] == [EntryState.EXCLUDED] + [EntryState.CONFIRMED] * 5


class Confirming:
    """Entries of which some are confirmed, in time, while pages are being read."""

    def __init__(self, listed: Any, world: World, paused: list[Entry], contest: Any) -> None:
        self._listed, self._world, self._contest = listed, world, contest
        self._paused = list(paused)

    def candidates(self, *place: Any, **page: Any) -> Any:
        found = self._listed.candidates(*place, **page)
        for entry in self._paused[:3]:
            self._world.clock.set(CLOSES)
            self._world.confirmed(self._contest, entry)
            self._world.clock.set(SEALS)
        del self._paused[:3]
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._listed, name)


class Overtaken:
    """Entries of which something happens right after a page was read."""

    def __init__(self, listed: Any, happens: Callable[[], None]) -> None:
        self._listed, self._happens = listed, happens

    def candidates(self, *place: Any, **page: Any) -> Any:
        found = self._listed.candidates(*place, **page)
        self._happens()
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._listed, name)
