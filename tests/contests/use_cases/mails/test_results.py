"""After a result, one mail to the others, where the team wants it."""

import pytest

from services.contests.domain.errors import WrongState
from services.contests.use_cases.contest.tell_result import tell_result
from tests.contests.pump import Pump
from tests.contests.world import WORKSPACE, World


def told(world: World) -> list[str]:
    """Return whom the result was mailed to, once all that is due is done."""
    Pump(world).run()
    ended = ("a eu lieu", "has taken place")
    return sorted(mail.to for mail in world.inbox() if mail.subject.endswith(ended))


def test_nobody_is_told_unless_the_team_wants_it(world: World) -> None:
    world.drawn(9)
    assert told(world) == []


def test_all_are_told_once_but_winners_and_alternates(world: World) -> None:
    contest = world.drawn(9)
    Pump(world).run()
    for _ in range(2):
        tell_result(world.context, workspace=WORKSPACE, contest=contest.id)
        names = told(world)
    draw = world.context.stores.draws.get(WORKSPACE, contest.id)
    apart = {*(winner.ref for winner in draw.winners), *draw.alternates}
    entries = world.context.stores.entries.by_ref(WORKSPACE, contest.id, after=None, limit=50).items
    assert names == sorted(each.person.email for each in entries if each.ref not in apart)
    assert len(names) == 9 - len(apart) > 0
    assert world.now(contest).result_told_at == world.clock.now()


def test_it_is_refused_before_the_draw(world: World) -> None:
    contest = world.sealed(3)
    with pytest.raises(WrongState):
        tell_result(world.context, workspace=WORKSPACE, contest=contest.id)
    assert told(world) == []
