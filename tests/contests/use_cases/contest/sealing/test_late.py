"""A seal comes before its round, or the draw is moved."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from services.contests.domain.beacon import TEST
from services.contests.domain.contest import Contest, State
from services.contests.domain.draw import effective
from shared.events import instant_of
from tests.contests.pump import Pump
from tests.contests.world import CLOSES, DRAWS, SEALS, WORKSPACE, World


def test_a_seal_in_time_leaves_the_draw_where_it_was(world: World) -> None:
    sealed = world.sealed(3)
    assert sealed.amendments == ()
    assert sealed.schedule.draw_at == DRAWS


@pytest.mark.parametrize(("late", "days"), [(1.5, 1), (24, 1), (25.5, 2), (100, 5)])
def test_a_late_seal_moves_the_draw_by_whole_days_publicly(
    world: World, late: float, days: int
) -> None:
    contest = world.opened()
    world.entered(contest, 3)
    world.clock.set(CLOSES)
    world.advance(contest)
    world.clock.set(SEALS + timedelta(hours=late))
    sealed = world.advance(contest)
    assert sealed.schedule.draw_at == DRAWS + timedelta(days=days)
    amendment = sealed.amendments[0]
    assert (amendment["field"], amendment["reason"]) == ("draw_at", "sealed_too_late")
    assert instant_of(amendment["before"]) == DRAWS
    effective(sealed.settings, sealed.amendments)
    assert (sealed.commitment or {})["rules"] == sealed.rules_hash
    pump = Pump(world)
    pump.deliver()
    verbs = pump.verbs()
    assert verbs.index("draw_postponed") < verbs.index("sealed")
    moved = sealed.schedule.draw_at - DRAWS
    assert sealed.schedule.last_answer - contest.schedule.last_answer == moved > timedelta()


def test_a_list_that_took_long_to_hash_is_committed_to_a_later_round(world: World) -> None:
    contest = world.opened()
    world.entered(contest, 3)
    stores = world.context.stores
    slow = Slow(stores.list_chunks, world, timedelta(hours=3))
    world.context = replace(world.context, stores=replace(stores, list_chunks=slow))
    sealed = world.seal(contest)
    assert sealed.schedule.draw_at == DRAWS + timedelta(days=1)
    assert round_time(sealed) - world.clock.now() >= timedelta(hours=1)


def test_a_commitment_that_landed_after_its_round_is_never_drawn_from(world: World) -> None:
    contest = world.opened()
    world.entered(contest, 9)
    first = paused_at_the_seal(world, contest, timedelta(hours=3))
    assert round_time(first) <= world.clock.now()
    Pump(world).run()
    assert world.context.stores.draws.find(WORKSPACE, contest.id) is None
    second = world.now(contest)
    assert (second.state, second.schedule.draw_at) == (State.SEALED, DRAWS + timedelta(days=1))
    assert second.seal != first.seal
    assert (second.commitment or {})["root"] == (first.commitment or {})["root"]
    assert second.amendments[-1]["reason"] == "sealed_too_late"
    world.clock.set(DRAWS + timedelta(days=1))
    Pump(world).run()
    drawn = world.context.stores.draws.get(WORKSPACE, contest.id)
    assert drawn.parts["commitment"] == second.commitment


def test_a_worker_that_ended_right_after_a_seal_in_time_costs_no_day(world: World) -> None:
    contest = world.opened()
    world.entered(contest, 3)
    first = paused_at_the_seal(world, contest, timedelta(minutes=1))
    Pump(world).run()
    assert world.now(contest).seal == first.seal
    assert world.now(contest).due_at == round_time(first)
    world.clock.set(DRAWS)
    Pump(world).run()
    assert world.now(contest).state is State.DRAWN


def round_time(contest: Contest) -> datetime:
    return TEST.time_of((contest.commitment or {})["beacon"]["round"])


def paused_at_the_seal(world: World, contest: Contest, pause: timedelta) -> Contest:
    """Seal with a worker that is paused in the commitment's write and ends right after it."""
    whole = world.context
    pausing: Any = Pausing(whole.stores.contests, world, pause)
    world.context = replace(whole, stores=replace(whole.stores, contests=pausing))
    with pytest.raises(InterruptedError):
        world.seal(contest)
    world.context = whole
    return world.now(contest)


class Pausing:
    """Contests of which a sealed one is stored after a pause, by a process that ends there."""

    def __init__(self, contests: Any, world: World, pause: timedelta) -> None:
        self._contests, self._world, self._pause = contests, world, pause

    def change(self, workspace: str, contest: str, step: Any) -> Contest:
        def paused(found: Contest) -> Any:
            after, events = step(found)
            if after.seal != found.seal:
                self._world.clock.set(self._world.clock.now() + self._pause)
            return after, events

        before = self._contests.get(workspace, contest)
        saved: Contest = self._contests.change(workspace, contest, paused)
        if saved.seal != before.seal:
            raise InterruptedError
        return saved

    def __getattr__(self, name: str) -> Any:
        return getattr(self._contests, name)


class Slow:
    """Chunks whose reading takes its time."""

    def __init__(self, chunks: Any, world: World, time: timedelta) -> None:
        self._chunks, self._world, self._time = chunks, world, time

    def lines(self, *place: str) -> Any:
        self._world.clock.set(self._world.clock.now() + self._time)
        return self._chunks.lines(*place)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._chunks, name)
