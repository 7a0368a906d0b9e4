"""A winner who leaves gets nothing, and the prize passes on."""

from dataclasses import replace
from typing import Any

from services.contests.domain.contest import Contest
from services.contests.domain.winner import Winner
from services.contests.use_cases.winner.withdraw import withdraw_winner
from tests.contests.pump import Pump
from tests.contests.use_cases.winner.acts import (
    at_place,
    drawn,
    outcome,
)
from tests.contests.world import WORKSPACE, World


def test_a_winner_who_withdraws_passes_the_prize_on(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 2)
    leave(world, contest, winner.ref)
    pump.run()
    assert at_place(world, contest, 2).ref != winner.ref
    assert outcome(world, contest)["chain"][0]["code"] == "withdrawn"


def test_an_entry_withdrawn_while_its_winner_is_seated_passes_the_prize_on(world: World) -> None:
    contest, pump = world.drawn(9), Pump(world)
    draw = world.context.stores.draws.get(WORKSPACE, contest.id)
    ref = draw.winners[0].ref
    winners = Leaving(world.context.stores.winners, world, contest, ref)
    world.context = replace(world.context, stores=replace(world.context.stores, winners=winners))
    pump.run()
    assert at_place(world, contest, 1).ref == draw.alternates[0]
    assert outcome(world, contest)["chain"][0]["code"] == "withdrawn"


def test_an_entry_withdrawn_between_seal_and_draw_stays_in_the_list_and_gets_nothing(
    world: World,
) -> None:
    contest = world.drawn(9)
    draw = world.context.stores.draws.get(WORKSPACE, contest.id)
    gone = draw.winners[0].ref
    leave(world, contest, gone)
    Pump(world).run()
    assert at_place(world, contest, 1).ref == draw.alternates[0]
    assert world.context.stores.list_chunks.holds(WORKSPACE, contest.id, gone)


def test_an_alternate_who_left_is_none_that_is_left(world: World) -> None:
    contest, _ = drawn(world)
    draw = world.context.stores.draws.get(WORKSPACE, contest.id)
    before = outcome(world, contest)["alternates_left"]
    assert before == len(draw.alternates)
    leave(world, contest, draw.alternates[0])
    assert outcome(world, contest)["alternates_left"] == before - 1


class Leaving:
    """Winners of whom one leaves, and is known to have left, just before they are stored."""

    def __init__(self, inner: Any, world: World, contest: Contest, ref: str) -> None:
        self._inner, self._world, self._contest, self._ref = inner, world, contest, ref

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def add(self, winner: Winner, events: Any = ()) -> bool:
        if winner.ref == self._ref and winner.state == "drawn":
            leave(self._world, self._contest, self._ref)
            withdraw_winner(
                self._world.context,
                workspace=WORKSPACE,
                contest=self._contest.id,
                entry_id=winner.entry_id,
            )
        return bool(self._inner.add(winner, events))


def leave(world: World, contest: Contest, ref: str) -> None:
    world.withdrawn(world.context.stores.entries.of_ref(WORKSPACE, contest.id, ref))
