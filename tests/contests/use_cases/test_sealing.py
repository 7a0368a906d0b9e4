"""From the closing to the seal: nobody is lost, whatever ends in the middle."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from services.contests.domain.beacon import TEST, instant_of
from services.contests.domain.contest import Contest, State
from services.contests.domain.draw import effective, seal_of, summarise
from services.contests.domain.entry import (
    Entry,
    EntryState,
    Exclusion,
    ExclusionReason,
    Refusal,
    RefusalReason,
)
from services.contests.domain.events import entry_excluded, entry_refused, entry_withdrawn
from services.contests.use_cases import freeze_list as freezing
from tests.contests.pump import Pump
from tests.contests.world import CLOSES, DRAWS, SEALS, WORKSPACE, World, world_at


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with world_at(tmp_path) as built:
        yield built


def lines(world: World, contest: str) -> list[str]:
    return list(world.context.records.chunks.lines(WORKSPACE, contest))


def test_a_contest_closes_at_its_date_and_not_before(world: World) -> None:
    contest = world.opened()
    world.clock.set(CLOSES - timedelta(milliseconds=1))
    assert world.advance(contest).state is State.OPEN
    world.clock.set(CLOSES)
    closed = world.advance(contest)
    assert (closed.state, closed.closed_at) == (State.CLOSED, CLOSES)
    world.clock.set(SEALS - timedelta(milliseconds=1))
    waiting = world.advance(contest)
    assert (waiting.state, waiting.due_at) == (State.CLOSED, SEALS)


def test_a_seal_holds_every_confirmed_entry_in_the_order_of_refs(world: World) -> None:
    contest = world.opened()
    entries = world.entered(contest, 12)
    sealed = world.seal(contest)
    assert lines(world, contest.id) == sorted(f"{entry.ref}|1" for entry in entries)
    assert sealed.commitment is not None
    assert sealed.seal == seal_of(sealed.commitment)
    assert sealed.commitment["entries"] == 12
    assert sealed.due_at == TEST.time_of(sealed.commitment["beacon"]["round"])


def test_a_seal_counts_by_reason_who_is_left_out(world: World) -> None:
    contest = world.opened()
    first, second, *_ = world.entered(contest, 6)
    world.submitted(contest, 50)
    Pump(world).run()
    exclude(world, first)
    withdraw(world, second)
    for reason in (RefusalReason.MINOR, RefusalReason.MINOR, RefusalReason.COUNTRY):
        refuse(world, contest.id, reason)
    commitment = world.seal(contest).commitment or {}
    assert commitment["entries"] == 4
    assert commitment["excluded"] == {
        "fraud": 1,
        "withdrawn": 1,
        "unconfirmed": 1,
        "minor": 2,
        "country": 1,
    }


def test_a_confirmation_after_its_window_stands_in_no_list(world: World) -> None:
    contest = world.opened()
    late = world.submitted(contest, 1)
    world.clock.set(contest.schedule.confirm_by)
    world.confirmed(contest, late)
    commitment = world.seal(contest).commitment or {}
    assert (commitment["entries"], commitment["excluded"]) == (0, {"unconfirmed": 1})


def test_a_sealing_that_ends_half_way_goes_on_from_there(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freezing, "CHUNK", 5)
    contest = world.opened()
    entries = world.entered(contest, 23)
    world.clock.set(CLOSES)
    world.advance(contest)
    world.clock.set(SEALS)
    chunks = world.context.records.chunks
    broken = replace(world.context.records, chunks=Failing(chunks, after=2))
    whole, world.context = world.context, replace(world.context, records=broken)
    with pytest.raises(InterruptedError):
        world.advance(contest)
    assert world.now(contest).sealing_at == SEALS
    kept = chunks.get(WORKSPACE, contest.id, 1)
    world.context = whole
    world.clock.advance(minutes=1)
    sealed = world.advance(contest)
    assert sealed.state is State.SEALED
    assert sealed.sealing_at == SEALS
    assert chunks.get(WORKSPACE, contest.id, 1) == kept
    assert sealed.chunks == 5
    assert lines(world, contest.id) == sorted(f"{entry.ref}|1" for entry in entries)


def test_two_workers_that_seal_at_once_make_one_list(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freezing, "CHUNK", 4)
    contest = world.opened()
    world.entered(contest, 30)
    world.clock.set(CLOSES)
    world.advance(contest)
    world.clock.set(SEALS)
    workers = [Thread(target=seal_alone, args=(world, contest)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    sealed = world.now(contest)
    commitment = sealed.commitment or {}
    summary = summarise(lines(world, contest.id))
    assert (summary.entries, summary.root) == (30, commitment["root"])
    assert Pump(world).deliver()
    pump = Pump(world)
    pump.run()
    assert pump.verbs().count("sealed") == 0


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
    listed = world.context.records.listed
    confirming = Confirming(listed, world, paused, contest)
    world.context = replace(
        world.context, records=replace(world.context.records, listed=confirming)
    )
    world.clock.set(SEALS)
    sealed = world.advance(contest)
    in_list = {line.split("|")[0] for line in lines(world, contest.id)}
    acknowledged = {
        entry.ref for entry in paused if world.context.lists.holds(WORKSPACE, contest.id, entry.ref)
    }
    assert acknowledged == in_list & {entry.ref for entry in paused}
    assert 0 < len(acknowledged) < len(paused)
    assert (sealed.commitment or {})["entries"] == 10 + len(acknowledged)


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
    records = world.context.records
    slow = Slow(records.chunks, world, timedelta(hours=3))
    world.context = replace(world.context, records=replace(records, chunks=slow))
    sealed = world.seal(contest)
    assert sealed.schedule.draw_at == DRAWS + timedelta(days=1)
    assert round_time(sealed) - world.clock.now() >= timedelta(hours=1)


def test_a_commitment_that_landed_after_its_round_is_never_drawn_from(world: World) -> None:
    contest = world.opened()
    world.entered(contest, 9)
    first = paused_at_the_seal(world, contest, timedelta(hours=3))
    assert round_time(first) <= world.clock.now()
    Pump(world).run()
    assert world.context.records.draws.get(WORKSPACE, contest.id) is None
    second = world.now(contest)
    assert (second.state, second.schedule.draw_at) == (State.SEALED, DRAWS + timedelta(days=1))
    assert second.seal != first.seal
    assert (second.commitment or {})["root"] == (first.commitment or {})["root"]
    assert second.amendments[-1]["reason"] == "sealed_too_late"
    world.clock.set(DRAWS + timedelta(days=1))
    Pump(world).run()
    drawn = world.context.records.draws.get(WORKSPACE, contest.id) or {}
    assert drawn["parts"]["commitment"] == second.commitment


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


def test_a_contest_that_nobody_entered_is_sealed_drawn_and_settled(world: World) -> None:
    sealed = world.sealed(0)
    assert (sealed.commitment or {})["entries"] == 0
    world.clock.set(DRAWS)
    Pump(world).run()
    assert world.now(sealed).state is State.SETTLED


def test_a_million_forms_need_few_documents_in_one_claim(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freezing, "CHUNK", 1)
    monkeypatch.setattr(freezing, "SLICE", 3)
    contest = world.opened()
    world.entered(contest, 8)
    world.clock.set(CLOSES)
    world.advance(contest)
    world.clock.set(SEALS)
    contest = world.advance(contest)
    assert (contest.state, contest.due_at) == (State.CLOSED, SEALS)
    assert len(lines(world, contest.id)) == 3
    assert world.due("contests", Pump(world)._advance) >= 2
    assert world.now(contest).state is State.SEALED


def test_an_exclusion_that_came_after_its_page_is_taken_back_though_its_request_ended(
    world: World,
) -> None:
    contest = world.opened()
    before, during, afterwards, *_ = entries = world.entered(contest, 6)
    exclude(world, before)
    world.clock.set(CLOSES)
    world.advance(contest)
    world.clock.set(SEALS)
    records = world.context.records
    overtaken = Overtaken(records.listed, lambda: exclude(world, during))
    world.context = replace(world.context, records=replace(records, listed=overtaken))
    sealed = world.advance(contest)
    assert (sealed.commitment or {})["entries"] == len(entries) - 1
    Pump(world).run()
    exclude(world, afterwards)
    Pump(world).run()
    kept = [world.context.entries.get(WORKSPACE, contest.id, entry.id) for entry in entries]
    assert [entry.state for entry in kept] == [EntryState.EXCLUDED] + [EntryState.CONFIRMED] * 5


def round_time(contest: Contest) -> datetime:
    return TEST.time_of((contest.commitment or {})["beacon"]["round"])


def paused_at_the_seal(world: World, contest: Contest, pause: timedelta) -> Contest:
    """Seal with a worker that is paused in the commitment's write and ends right after it."""
    whole = world.context
    world.context = replace(whole, contests=Pausing(whole.contests, world, pause))
    with pytest.raises(InterruptedError):
        world.seal(contest)
    world.context = whole
    return world.now(contest)


class Pausing:
    """Contests of which a sealed one is stored after a pause, by a process that ends there."""

    def __init__(self, contests: Any, world: World, pause: timedelta) -> None:
        self._contests, self._world, self._pause = contests, world, pause

    def save(self, contest: Contest, events: Any = ()) -> Contest:
        sealed = contest.state is State.SEALED
        if sealed:
            self._world.clock.set(self._world.clock.now() + self._pause)
        saved: Contest = self._contests.save(contest, events)
        if sealed:
            raise InterruptedError
        return saved

    def __getattr__(self, name: str) -> Any:
        return getattr(self._contests, name)


class Overtaken:
    """Entries of which something happens right after a page was read."""

    def __init__(self, listed: Any, happens: Callable[[], None]) -> None:
        self._listed, self._happens = listed, happens

    def by_ref(self, *place: Any, **page: Any) -> Any:
        found = self._listed.by_ref(*place, **page)
        self._happens()
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._listed, name)


class Slow:
    """Chunks whose reading takes its time."""

    def __init__(self, chunks: Any, world: World, time: timedelta) -> None:
        self._chunks, self._world, self._time = chunks, world, time

    def lines(self, *place: str) -> Any:
        self._world.clock.set(self._world.clock.now() + self._time)
        return self._chunks.lines(*place)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._chunks, name)


class Failing:
    """Chunks whose storing ends the process after some."""

    def __init__(self, chunks: Any, after: int) -> None:
        self._chunks = chunks
        self._left = after

    def add(self, chunk: dict[str, Any]) -> dict[str, Any]:
        if self._left == 0:
            raise InterruptedError
        self._left -= 1
        return dict(self._chunks.add(chunk))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._chunks, name)


class Confirming:
    """Entries of which some are confirmed, in time, while pages are being read."""

    def __init__(self, listed: Any, world: World, paused: list[Entry], contest: Any) -> None:
        self._listed, self._world, self._contest = listed, world, contest
        self._paused = list(paused)

    def by_ref(self, *place: Any, **page: Any) -> Any:
        found = self._listed.by_ref(*place, **page)
        for entry in self._paused[:3]:
            self._world.clock.set(CLOSES)
            self._world.confirmed(self._contest, entry)
            self._world.clock.set(SEALS)
        del self._paused[:3]
        return found


def seal_alone(world: World, contest: Any) -> None:
    while world.advance(contest).state is State.CLOSED:
        continue


def exclude(world: World, entry: Entry) -> None:
    reason = ExclusionReason.FRAUD
    event = entry_excluded(world.context.stamp(), entry.facts, reason=reason.value)
    exclusion = Exclusion(reason, "staff", world.clock.now())
    world.context.entries.move(
        entry,
        source=EntryState.CONFIRMED,
        target=EntryState.EXCLUDED,
        event=event,
        excluded=exclusion,
    )


def withdraw(world: World, entry: Entry) -> None:
    event = entry_withdrawn(world.context.stamp(), entry.facts)
    assert world.context.entries.erase(entry, consents=(), event=event) is not None


def refuse(world: World, contest: str, reason: RefusalReason) -> None:
    refusal = Refusal(world.context.ids.ulid(), WORKSPACE, contest, "", reason, world.clock.now())
    event = entry_refused(
        world.context.stamp(),
        refusal_id=refusal.id,
        contest_id=contest,
        source="",
        reason=reason.value,
    )
    world.context.refusals.add(refusal, event)
