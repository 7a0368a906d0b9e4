"""A winner whom no mail reaches is told otherwise, or the prize passes on."""

from datetime import timedelta
from typing import Any

import pytest

from services.contests.domain.contest import Contest
from services.contests.domain.winner import (
    SecondPersonNeeded,
    Winner,
    WrongWinnerState,
)
from tests.contests.pump import Pump
from tests.contests.use_cases.winner.acts import (
    WEEK,
    at_place,
    outcome,
    state,
    tell,
)
from tests.contests.world import DRAWS, WORKSPACE, World


def bounced(world: World, **changes: Any) -> tuple[Contest, Pump, Winner]:
    """Return a contest whose winners' mails all bounce, and the first winner."""
    contest, pump = world.sealed(9, **changes), Pump(world)
    pump.run()
    world.mailer.bounced |= {f"person{each}@entrants.example" for each in range(1, 10)}
    world.clock.set(DRAWS)
    pump.run()
    return world.now(contest), pump, at_place(world, contest, 1)


def test_a_winner_whom_no_mail_reaches_is_shown_to_staff(world: World) -> None:
    contest, _, _ = bounced(world)
    assert all(winner["unreachable"] for winner in outcome(world, contest)["winners"])


def test_a_winner_told_by_another_channel_by_two_people_has_a_week_to_answer(
    world: World,
) -> None:
    contest, pump, winner = bounced(world)
    tell(world, winner, by="a-1")
    with pytest.raises(SecondPersonNeeded):
        tell(world, winner, by="a-1")
    assert at_place(world, contest, 1).state == "drawn"
    world.clock.advance(hours=1)
    told = tell(world, winner, by="a-2")
    assert (told.state, told.answer_by) == ("notified", world.clock.now() + WEEK)
    with pytest.raises(WrongWinnerState):
        tell(world, winner, by="a-3")
    pump.run()
    assert at_place(world, contest, 1).answer_by == told.answer_by
    world.clock.set(told.answer_by)
    pump.run()
    assert at_place(world, contest, 1).ref != winner.ref
    assert outcome(world, contest)["chain"][0]["code"] == "no_answer"


def test_a_prize_that_nobody_can_be_told_of_passes_on_when_claims_end(world: World) -> None:
    contest, pump, winner = bounced(world)
    world.clock.set(contest.schedule.last_answer - timedelta(seconds=1))
    pump.run()
    assert at_place(world, contest, 1).ref == winner.ref
    world.mailer.bounced.clear()
    world.clock.advance(seconds=1)
    pump.run()
    assert state(world, winner) == ("skipped", "no_answer")
    held = world.context.stores.winners.of_contest(WORKSPACE, contest.id)
    promoted = [each for each in held if each.promoted]
    assert [each.answer_by for each in promoted] == [world.clock.now() + WEEK] * 2


def test_no_prize_is_lost_while_our_own_mail_is_down(world: World) -> None:
    contest, pump = world.sealed(9), Pump(world)
    pump.run()
    world.mailer.down = True
    world.clock.set(DRAWS)
    pump.run()
    winner = at_place(world, contest, 1)
    world.clock.set(contest.schedule.last_answer + timedelta(days=1))
    pump.run()
    assert at_place(world, contest, 1).ref == winner.ref
    world.mailer.down = False
    world.clock.advance(minutes=5)
    pump.run()
    assert at_place(world, contest, 1).state == "notified"
