"""After a result, one mail to the others, where the team wants it."""

import re

import pytest

from services.contests.domain.contest import Contest
from services.contests.domain.errors import WrongState
from services.contests.use_cases.contest.tell_result import tell_result
from services.contests.use_cases.mail.fan_out import fan_out_mailing
from shared.documents import Document
from shared.mail import Mail
from tests.contests.pump import Pump
from tests.contests.use_cases.winner.acts import answer, at_place, drawn
from tests.contests.world import WORKSPACE, World

REF = re.compile(r"e-[0-9a-z]{16}")
NOT_DRAWN = re.compile("n’a pas été tirée cette fois|was not drawn this time")


def results(world: World) -> list[Mail]:
    """Return the mails of the result, once all that is due is done."""
    Pump(world).run()
    ended = ("a eu lieu", "has taken place")
    return [mail for mail in world.inbox() if mail.subject.endswith(ended)]


def told(world: World) -> list[str]:
    """Return whom the result was mailed to."""
    return sorted(mail.to for mail in results(world))


def fan_out(world: World, mailing: Document) -> None:
    """Write the mails of a mailing that is due."""
    fan_out_mailing(world.context, world.context.stores.mailings.thing_of(mailing))


def test_nobody_is_told_unless_the_team_wants_it(world: World) -> None:
    world.drawn(9)
    assert told(world) == []


def refs_told(world: World, contest: Contest) -> dict[str, str]:
    """Return the words of the mail of the result, by the reference that it was written for."""
    return {REF.findall(each.text)[0]: each.text for each in results(world)}


def tell(world: World, contest: Contest) -> None:
    tell_result(world.context, workspace=WORKSPACE, contest=contest.id)


def test_all_are_told_once_but_those_who_have_a_place(world: World) -> None:
    contest = world.drawn(9)
    Pump(world).run()
    for _ in range(2):
        tell(world, contest)
        names = told(world)
    draw = world.context.stores.draws.get(WORKSPACE, contest.id)
    apart = {winner.ref for winner in draw.winners}
    entries = world.context.stores.entries.by_ref(WORKSPACE, contest.id, after=None, limit=50).items
    assert names == sorted(each.person.email for each in entries if each.ref not in apart)
    assert len(names) == 9 - len(apart) > 0
    assert world.now(contest).result_told_at == world.clock.now()


def test_an_alternate_reads_its_rank_and_until_when_and_the_others_that_they_were_not_drawn(
    world: World,
) -> None:
    contest = world.drawn(9)
    Pump(world).run()
    tell(world, contest)
    said = refs_told(world, contest)
    draw = world.context.stores.draws.get(WORKSPACE, contest.id)
    assert len(draw.alternates) == 2
    for rank, ref in enumerate(draw.alternates, 1):
        text = said.pop(ref)
        assert re.search(rf"suppléante, au rang {rank}\b|alternate number {rank}\b", text)
        assert re.search(r"\b2\s+(mai|May)\s+2026", text)
        assert not NOT_DRAWN.search(text)
    assert said
    assert all(NOT_DRAWN.search(text) for text in said.values())


def test_an_alternate_who_has_a_prize_by_then_is_not_told_that_they_wait(world: World) -> None:
    contest, pump = drawn(world)
    first, second = world.context.stores.draws.get(WORKSPACE, contest.id).alternates
    answer(world, at_place(world, contest, 1), accept=False)
    pump.run()
    tell(world, contest)
    said = refs_told(world, contest)
    assert first not in said
    assert re.search("au rang 2|alternate number 2", said[second])


def test_a_mail_that_waits_while_its_alternate_is_promoted_is_not_sent(world: World) -> None:
    contest, pump = drawn(world)
    first = world.context.stores.draws.get(WORKSPACE, contest.id).alternates[0]
    tell(world, contest)
    assert world.due("mailings", lambda each: fan_out(world, each))
    answer(world, at_place(world, contest, 1), accept=False)
    while pump.deliver():
        continue
    assert first not in refs_told(world, contest)


def test_it_is_refused_before_the_draw(world: World) -> None:
    contest = world.sealed(3)
    with pytest.raises(WrongState):
        tell_result(world.context, workspace=WORKSPACE, contest=contest.id)
    assert told(world) == []
