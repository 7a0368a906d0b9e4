"""What everybody in the list reads of the draw: their own line, and nothing of others."""

import pytest

from services.contests.domain.contest import Contest, State
from services.contests.domain.outcome import OwnResult, ResultKind
from services.contests.domain.tokens import MANAGE, token_of
from services.contests.use_cases.contest.keys import address_secret
from services.contests.use_cases.entry.read_own import OwnEntry, read_own_entry
from tests.contests.pump import Pump
from tests.contests.use_cases.winner.acts import answer, at_place, drawn, fulfil
from tests.contests.world import WORKSPACE, World


def own(world: World, contest: Contest, ref: str) -> OwnEntry:
    """Return what the person of this reference reads."""
    entry = world.context.stores.entries.of_ref(WORKSPACE, contest.id, ref)
    token = token_of(address_secret(world.context, contest), MANAGE, entry.id)
    return read_own_entry(world.context, workspace=WORKSPACE, token=token)


def refs(world: World, contest: Contest) -> list[str]:
    """Return the references of the sealed list, in their order."""
    entries = world.context.stores.entries
    page = entries.by_ref(WORKSPACE, contest.id, after=None, limit=50)
    return [each.ref for each in page.items]


def test_everybody_reads_what_the_certificate_says_of_their_line(world: World) -> None:
    contest, _ = drawn(world)
    draw = world.context.stores.draws.get(WORKSPACE, contest.id)
    winners = {each.ref for each in draw.winners}
    for ref in refs(world, contest):
        kind = ResultKind.PLACE if ref in winners else ResultKind.NOT_DRAWN
        expected = OwnResult(kind)
        if ref in draw.alternates:
            expected = OwnResult(ResultKind.ALTERNATE, draw.alternates.index(ref) + 1)
        assert own(world, contest, ref).result == expected


def test_before_the_draw_there_is_nothing_to_read(world: World) -> None:
    contest = world.sealed(3)
    assert [own(world, contest, ref).result for ref in refs(world, contest)] == [None] * 3


def test_an_alternate_who_is_promoted_has_a_place_and_the_next_keeps_its_rank(
    world: World,
) -> None:
    contest, pump = drawn(world)
    draw = world.context.stores.draws.get(WORKSPACE, contest.id)
    first, second = draw.alternates
    gone = at_place(world, contest, 1)
    answer(world, gone, accept=False)
    pump.run()
    assert own(world, contest, first).result == OwnResult(ResultKind.PLACE)
    assert own(world, contest, second).result == OwnResult(ResultKind.ALTERNATE, 2)
    winner = own(world, contest, first).winner
    assert winner is not None
    assert winner.promoted
    assert own(world, contest, gone.ref).result == OwnResult(ResultKind.PLACE)


def test_once_every_prize_is_handed_over_an_alternate_waits_for_nothing(world: World) -> None:
    contest, pump = drawn(world)
    for place in (1, 2, 3):
        winner = at_place(world, contest, place)
        answer(world, winner, accept=True)
        fulfil(world, winner)
        pump.run()
    assert world.now(contest).state is State.SETTLED
    draw = world.context.stores.draws.get(WORKSPACE, contest.id)
    results = [own(world, contest, ref).result for ref in draw.alternates]
    assert results == [OwnResult(ResultKind.UNCALLED, rank) for rank in (1, 2)]


@pytest.mark.parametrize("pumped", [False, True])
def test_whoever_was_drawn_reads_it_before_and_after_they_are_seated(
    world: World, pumped: bool
) -> None:
    contest = world.drawn(4)
    if pumped:
        Pump(world).run()
    ref = world.context.stores.draws.get(WORKSPACE, contest.id).winners[0].ref
    found = own(world, contest, ref)
    assert found.result == OwnResult(ResultKind.PLACE)
    assert (found.winner is not None) is pumped
