"""A list holds who is confirmed, and says who is left out."""

from datetime import timedelta

from services.contests.domain.beacon import TEST
from services.contests.domain.contest import State
from services.contests.domain.draw import seal_of
from services.contests.domain.entry import (
    RefusalReason,
)
from tests.contests.pump import Pump
from tests.contests.use_cases.contest.sealing.listing import exclude, lines, refuse
from tests.contests.world import CLOSES, DRAWS, SEALS, World


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
    world.withdrawn(second)
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


def test_a_contest_that_nobody_entered_is_sealed_drawn_and_settled(world: World) -> None:
    sealed = world.sealed(0)
    assert (sealed.commitment or {})["entries"] == 0
    world.clock.set(DRAWS)
    Pump(world).run()
    assert world.now(sealed).state is State.SETTLED
