"""Counts of a contest: exact while they are small, and of a short while ago above that."""

from dataclasses import replace

from services.contests.use_cases.contest.large_counts import LargeCounts
from services.contests.use_cases.contest.read import read_contest
from tests.contests.world import WORKSPACE, World


def confirmed(world: World, contest: str, large: LargeCounts) -> int:
    """Return the count that the team reads of a contest."""
    context = replace(world.context, large_counts=large)
    view = read_contest(context, workspace=WORKSPACE, contest=contest)
    assert view.counts is not None
    return view.counts.confirmed


def test_a_small_count_is_that_of_this_instant(world: World) -> None:
    contest, large = world.opened(), LargeCounts(world.clock)
    for number in (1, 2, 3):
        world.confirmed(contest, world.submitted(contest, number))
        assert confirmed(world, contest.id, large) == number


def test_a_large_count_is_made_anew_after_half_a_minute(world: World) -> None:
    contest, large = world.opened(), LargeCounts(world.clock, above=1)
    seen = []
    for number in (1, 2, 3, 4):
        world.confirmed(contest, world.submitted(contest, number))
        seen.append(confirmed(world, contest.id, large))
        world.clock.advance(seconds=15)
    assert seen == [1, 2, 2, 4]
