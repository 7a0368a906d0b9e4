"""Nobody gives a prize up by leaving, unless they have read that they hold one."""

import pytest

from services.contests.domain.entry import Entry
from services.contests.domain.tokens import MANAGE, token_of
from services.contests.domain.winner import PrizeHeld
from services.contests.use_cases.contest.keys import address_secret
from services.contests.use_cases.entry.withdraw import withdraw_entry
from tests.contests.pump import Pump
from tests.contests.use_cases.winner.acts import answer, at_place, fulfil
from tests.contests.world import WORKSPACE, World


def leave(world: World, entry: Entry, *, gives_up: bool) -> Entry:
    """Leave by the link to one's entry; return the entry as it is then."""
    contest = world.context.stores.contests.get(WORKSPACE, entry.contest_id)
    token = token_of(address_secret(world.context, contest), MANAGE, entry.id)
    withdraw_entry(world.context, workspace=WORKSPACE, token=token, gives_up=gives_up)
    return world.context.stores.entries.get(WORKSPACE, entry.contest_id, entry.id)


def entry_at(world: World, ref: str, contest: str) -> Entry:
    return world.context.stores.entries.of_ref(WORKSPACE, contest, ref)


@pytest.mark.parametrize("seated", [False, True])
def test_whoever_was_drawn_is_kept_until_they_say_it_even_before_they_are_seated(
    world: World, seated: bool
) -> None:
    contest = world.drawn(6)
    if seated:
        Pump(world).run()
    ref = world.context.stores.draws.get(WORKSPACE, contest.id).winners[0].ref
    entry = entry_at(world, ref, contest.id)
    with pytest.raises(PrizeHeld):
        leave(world, entry, gives_up=False)
    assert entry_at(world, ref, contest.id).names_someone
    assert not leave(world, entry, gives_up=True).names_someone


def test_who_holds_no_prize_or_has_it_in_hand_has_nothing_to_say(world: World) -> None:
    contest = world.drawn(6)
    Pump(world).run()
    alternate = world.context.stores.draws.get(WORKSPACE, contest.id).alternates[0]
    winner = at_place(world, contest, 1)
    answer(world, winner, accept=True)
    fulfil(world, winner)
    for ref in (alternate, winner.ref):
        assert not leave(world, entry_at(world, ref, contest.id), gives_up=False).names_someone
