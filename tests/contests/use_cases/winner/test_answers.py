"""One answer of a winner stands, if it comes in time."""

from threading import Barrier, Thread

import pytest

from services.contests.domain.winner import (
    ClaimAnswered,
    ClaimExpired,
    WinnerState,
)
from services.contests.use_cases.winner.read_claim import read_claim
from shared.errors import NotFound
from tests.contests.use_cases.winner.acts import (
    answer,
    at_place,
    drawn,
    token,
)
from tests.contests.world import WORKSPACE, World


def test_the_same_answer_again_is_welcome_and_another_one_is_refused(world: World) -> None:
    contest, pump = drawn(world)
    yes, no = at_place(world, contest, 1), at_place(world, contest, 2)
    for _ in range(2):
        assert answer(world, yes, accept=True).state == "accepted"
        assert answer(world, no, accept=False).state == "skipped"
    with pytest.raises(ClaimAnswered):
        answer(world, yes, accept=False)
    with pytest.raises(ClaimAnswered):
        answer(world, no, accept=True)
    pump.run()
    assert pump.verbs().count("winner_accepted") == 1
    assert pump.verbs().count("winner_skipped") == 1


def test_of_two_answers_at_once_one_stands(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 1)
    barrier, refused = Barrier(2), []

    def press(accept: bool) -> None:
        barrier.wait()
        try:
            answer(world, winner, accept=accept)
        except ClaimAnswered as error:
            refused.append(error)

    presses = [Thread(target=press, args=(accept,)) for accept in (True, False)]
    for each in presses:
        each.start()
    for each in presses:
        each.join()
    pump.run()
    assert len(refused) == 1
    said = pump.verbs().count("winner_accepted") + pump.verbs().count("winner_skipped")
    assert said == 1


def test_an_answer_after_the_time_is_refused_even_before_the_timer_ran(world: World) -> None:
    contest, pump = drawn(world, people=12, alternates=5)
    winner = at_place(world, contest, 1)
    world.clock.set(winner.answer_by)
    with pytest.raises(ClaimExpired):
        answer(world, winner, accept=True)
    pump.run()
    with pytest.raises(ClaimExpired):
        answer(world, winner, accept=True)
    assert at_place(world, contest, 1).ref != winner.ref


def test_a_claim_shows_the_prize_and_changes_nothing(world: World) -> None:
    contest, _ = drawn(world)
    winner = at_place(world, contest, 1)
    view = read_claim(world.context, workspace=WORKSPACE, token=token(world, winner))
    assert (view.winner.prize_name, view.winner.state) == ("Vélo", WinnerState.NOTIFIED)
    assert view.winner.answer_by == winner.answer_by
    assert at_place(world, contest, 1) == winner


@pytest.mark.parametrize("workspace", [WORKSPACE, "somebody-else"])
def test_a_token_that_nobody_was_given_opens_nothing(world: World, workspace: str) -> None:
    contest, _ = drawn(world)
    given = token(world, at_place(world, contest, 1))
    with pytest.raises(NotFound):
        opened = given if workspace != WORKSPACE else "x" * 22
        read_claim(world.context, workspace=workspace, token=opened)
