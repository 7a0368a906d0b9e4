"""A sealing ends in the middle, or is done by several, and the list is whole."""

from dataclasses import replace
from threading import Thread
from typing import Any

import pytest

from services.contests.domain.contest import ListChunk, State
from services.contests.domain.draw import summarise
from services.contests.use_cases.contest import freeze_list as freezing
from tests.contests.pump import Pump
from tests.contests.use_cases.contest.sealing.listing import lines
from tests.contests.world import CLOSES, SEALS, WORKSPACE, World


def test_a_sealing_that_ends_half_way_goes_on_from_there(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freezing, "CHUNK", 5)
    contest = world.opened()
    entries = world.entered(contest, 23)
    world.clock.set(CLOSES)
    world.advance(contest)
    world.clock.set(SEALS)
    chunks = world.context.stores.list_chunks
    broken = replace(world.context.stores, list_chunks=Failing(chunks, after=2))
    whole, world.context = world.context, replace(world.context, stores=broken)
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


class Failing:
    """Chunks whose storing ends the process after some."""

    def __init__(self, chunks: Any, after: int) -> None:
        self._chunks = chunks
        self._left = after

    def add(self, chunk: ListChunk) -> ListChunk:
        if self._left == 0:
            raise InterruptedError
        self._left -= 1
        stored: ListChunk = self._chunks.add(chunk)
        return stored

    def __getattr__(self, name: str) -> Any:
        return getattr(self._chunks, name)


def seal_alone(world: World, contest: Any) -> None:
    while world.advance(contest).state is State.CLOSED:
        continue
