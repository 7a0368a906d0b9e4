"""From the draw to the end: every prize finds a taker, or is published as not awarded."""

from typing import Any

import pytest

from services.contests.domain.contest import Contest, State
from services.contests.domain.outcome import standing_after, standing_at_draw
from services.contests.domain.winner import (
    WrongWinnerState,
)
from services.contests.use_cases.winner.fulfil import fulfil_prize
from tests.contests.pump import Pump
from tests.contests.use_cases.winner.acts import (
    WEEK,
    answer,
    at_place,
    drawn,
    fulfil,
    outcome,
)
from tests.contests.world import WORKSPACE, World


def test_each_winner_is_told_once_and_has_a_week_from_then(world: World) -> None:
    contest, _ = drawn(world)
    for place in (1, 2, 3):
        winner = at_place(world, contest, place)
        assert winner.state == "notified"
        assert winner.answer_by == winner.notified_at + WEEK
    told = [mail.message_id for mail in world.inbox() if "/claim/" in mail.text]
    assert len(told) == len(set(told)) == 3


def test_a_contest_settles_when_every_prize_is_fulfilled(world: World) -> None:
    contest, pump = drawn(world)
    for place in (1, 2, 3):
        assert world.now(contest).state is State.DRAWN
        winner = at_place(world, contest, place)
        answer(world, winner, accept=True)
        fulfil(world, winner)
        pump.run()
    assert world.now(contest).state is State.SETTLED
    settled = next(event for event in pump.seen if event.type.endswith("settled.v1"))
    assert (settled.data["awarded"], settled.data["not_awarded"]) == (3, 0)


def test_an_alternate_takes_the_very_prize_given_up_and_others_keep_theirs(world: World) -> None:
    contest, pump = drawn(world)
    before = {place: at_place(world, contest, place) for place in (1, 2, 3)}
    first_alternate = made(pump)["alternates"][0]
    answer(world, before[1], accept=False)
    pump.run()
    promoted = at_place(world, contest, 1)
    assert (promoted.ref, promoted.prize_name) == (first_alternate, "Vélo")
    assert promoted.state == "notified"
    for place in (2, 3):
        assert at_place(world, contest, place).ref == before[place].ref
    kinds = [(entry["kind"], entry["code"]) for entry in outcome(world, contest)["chain"]]
    assert kinds == [("skipped", "declined"), ("promoted", None)]


def test_silence_passes_the_prize_on_and_nobody_is_left_at_the_end(world: World) -> None:
    contest, pump = drawn(world)
    for _ in range(3):
        world.clock.advance(days=7)
        pump.run()
    after = outcome(world, contest)
    assert [winner["code"] for winner in after["winners"]] == ["no_answer"] * 5
    assert (after["alternates_left"], after["not_awarded"]) == (0, 3)
    assert world.now(contest).state is State.SETTLED
    chain_holds(world, contest)


def test_a_draw_with_more_prizes_than_entries_says_the_shortage(world: World) -> None:
    contest, pump = drawn(world, people=2)
    after = outcome(world, contest)
    assert (len(after["winners"]), after["not_awarded"], after["alternates_left"]) == (2, 1, 0)
    for place in (1, 2):
        winner = at_place(world, contest, place)
        answer(world, winner, accept=True)
        fulfil(world, winner)
    pump.run()
    assert world.now(contest).state is State.SETTLED


def test_a_prize_is_handed_over_only_to_a_verified_winner(world: World) -> None:
    contest, _ = drawn(world)
    winner = at_place(world, contest, 1)
    with pytest.raises(WrongWinnerState):
        fulfil_prize(world.context, workspace=WORKSPACE, contest=contest.id, ref=winner.ref)
    answer(world, winner, accept=True)
    with pytest.raises(WrongWinnerState):
        fulfil_prize(world.context, workspace=WORKSPACE, contest=contest.id, ref=winner.ref)
    fulfil(world, winner)
    fulfil_prize(world.context, workspace=WORKSPACE, contest=contest.id, ref=winner.ref)


def made(pump: Pump) -> dict[str, Any]:
    return dict(next(event for event in pump.seen if event.type.endswith("made.v1")).data)


def chain_holds(world: World, contest: Contest) -> None:
    draw = world.context.stores.draws.get(WORKSPACE, contest.id)
    start = standing_at_draw(draw.parts, draw.digest)
    assert standing_after(start, outcome(world, contest)["chain"]).holders == ()
