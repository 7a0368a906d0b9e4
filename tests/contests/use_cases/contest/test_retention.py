"""The end of retention: people go, the proof stays."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.contests.domain.contest import Contest, State
from services.contests.domain.entry import Entry, EntryState
from services.contests.domain.winner import Moved, Winner, WinnerState
from services.contests.use_cases.contest import erase_people as erasing
from services.contests.use_cases.contest.cancel import cancel_contest
from services.contests.use_cases.contest.settle import settle_contest
from services.contests.use_cases.draw.read_papers import read_certificate
from tests.contests.pump import Pump
from tests.contests.world import DRAWS, START, WORKSPACE, World

KEPT = {"retention_days": 60, "opt_in": False}
MOMENT = timedelta(milliseconds=1)


def entries(world: World, contest: Contest) -> list[Entry]:
    return list(world.context.stores.entries.page(WORKSPACE, contest.id, limit=200).items)


def named(world: World, contest: Contest) -> list[Entry]:
    return [
        entry
        for entry in entries(world, contest)
        if entry.person.email or entry.person.first_name or entry.country
    ]


def winners(world: World, contest: Contest) -> list[Winner]:
    return world.context.stores.winners.of_contest(WORKSPACE, contest.id)


def certificate(world: World, contest: Contest) -> bytes:
    return b"".join(read_certificate(world.context, workspace=WORKSPACE, contest=contest.id))


def test_people_are_erased_when_their_time_ends_and_the_proof_stays(world: World) -> None:
    contest = world.drawn(9, data=KEPT)
    Pump(world).run()
    proof, before = certificate(world, contest), entries(world, contest)
    world.clock.set(contest_end(world, contest) - MOMENT)
    Pump(world).run()
    assert len(named(world, contest)) == 9
    assert world.now(contest).secrets.address_key
    world.clock.advance(seconds=1)
    Pump(world).run()
    after = entries(world, contest)
    assert named(world, contest) == []
    assert not {entry.address_key for entry in before} & {entry.address_key for entry in after}
    assert [(entry.ref, entry.weight, entry.state) for entry in after] == [
        (entry.ref, entry.weight, entry.state) for entry in before
    ]
    assert world.now(contest).due_at is None
    assert certificate(world, contest) == proof


def test_the_key_of_addresses_goes_with_the_last_prize(world: World) -> None:
    contest = world.drawn(9, data=KEPT)
    Pump(world).run()
    world.clock.set(contest_end(world, contest))
    world.advance(contest)
    assert named(world, contest) == []
    assert world.now(contest).secrets.address_key
    for winner in winners(world, contest):
        world.context.stores.winners.change(WORKSPACE, contest.id, winner.ref, handed_over)
    settle_contest(world.context, workspace=WORKSPACE, contest=contest.id)
    Pump(world).run()
    settled = world.now(contest)
    assert (settled.state, settled.secrets.address_key) == (State.SETTLED, b"")
    assert settled.due_at is None


def test_events_of_a_contest_without_people_come_again_and_change_nothing(world: World) -> None:
    contest, pump = world.drawn(9, data=KEPT), Pump(world)
    pump.run()
    for winner in winners(world, contest):
        world.context.stores.winners.change(WORKSPACE, contest.id, winner.ref, handed_over)
    settle_contest(world.context, workspace=WORKSPACE, contest=contest.id)
    world.clock.set(contest_end(world, contest))
    pump.run()
    assert world.now(contest).secrets.address_key == b""
    before, sent = winners(world, contest), len(world.inbox())
    pump.deliver_again()
    pump.run()
    assert (winners(world, contest), len(world.inbox())) == (before, sent)


def test_a_contest_with_nothing_left_to_do_keeps_people_as_long_as_its_rules_say(
    world: World,
) -> None:
    contest = world.sealed(0, data=KEPT)
    world.clock.set(DRAWS)
    Pump(world).run()
    settled = world.now(contest)
    assert (settled.state, settled.due_at) == (State.SETTLED, DRAWS + timedelta(days=60))


def test_a_cancelled_contest_erases_those_who_had_entered_too(world: World) -> None:
    contest = world.opened(data=KEPT)
    world.entered(contest, 3)
    world.submitted(contest, 7)
    cancel_contest(world.context, workspace=WORKSPACE, contest=contest.id, reason="Orage")
    world.clock.set(START + timedelta(days=60) - MOMENT)
    Pump(world).run()
    assert len(named(world, contest)) == 4
    world.clock.set(START + timedelta(days=60))
    Pump(world).run()
    assert named(world, contest) == []
    assert world.now(contest).secrets.address_key == b""
    states = sorted(entry.state for entry in entries(world, contest))
    assert states == [EntryState.CONFIRMED] * 3 + [EntryState.UNCONFIRMED]


def test_an_erasure_that_ends_half_way_goes_on_from_there(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing, "PAGE", 3)
    contest = world.drawn(10, data=KEPT)
    Pump(world).run()
    world.clock.set(contest_end(world, contest))
    whole = world.context
    ending: Any = Ending(whole.stores.entries, after=5)
    world.context = replace(whole, stores=replace(whole.stores, entries=ending))
    with pytest.raises(InterruptedError):
        while True:
            world.advance(contest)
    assert len(named(world, contest)) == 5
    assert world.now(contest).secrets.address_key
    world.context = whole
    while world.now(contest).due_at:
        world.advance(contest)
    assert named(world, contest) == []


def test_nobody_is_erased_while_a_winner_may_still_answer(world: World) -> None:
    contest = world.drawn(9, data={"retention_days": 1})
    Pump(world).run()
    world.clock.set(contest.schedule.last_answer)
    world.advance(contest)
    assert len(named(world, contest)) == 9


def contest_end(world: World, contest: Contest) -> Any:
    end = world.now(contest).due_at
    assert end is not None
    assert end >= max(DRAWS + timedelta(days=60), contest.schedule.last_answer)
    return end


class Ending:
    """Entries whose erasing ends the process after some."""

    def __init__(self, entries: Any, after: int) -> None:
        self._entries, self._left = entries, after

    def change(self, entry: Entry, step: Any) -> None:
        if self._left == 0:
            raise InterruptedError
        self._left -= 1
        self._entries.change(entry, step)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._entries, name)


def handed_over(winner: Winner) -> Moved:
    return replace(winner, state=WinnerState.FULFILLED, due_at=None), ()
