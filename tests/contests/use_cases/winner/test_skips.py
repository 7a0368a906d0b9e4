"""Two people of the staff pass a winner over, who may object."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from services.contests.domain.contest import Contest
from services.contests.domain.winner import (
    SecondPersonNeeded,
    WrongWinnerState,
)
from services.contests.stores.winners import WinnerStore
from services.contests.use_cases.context import WorkContext
from services.contests.use_cases.winner.keep import keep_winner
from services.contests.use_cases.winner.notify import notify_winner
from services.contests.use_cases.winner.start_objection import start_objection
from services.contests.use_cases.winner.verify import verify_winner
from tests.contests.interrupting import InterruptedDatabase
from tests.contests.pump import Pump
from tests.contests.use_cases.winner.acts import (
    answer,
    at_place,
    drawn,
    fulfil,
    outcome,
    propose,
    state,
    tell,
)
from tests.contests.world import WORKSPACE, World

RETRACTED = re.compile("la décision est retirée|the decision is taken back")


def test_staff_skips_a_winner_by_two_people_and_after_72_hours(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 1)
    answer(world, winner, accept=True)
    ref = winner.ref
    propose(world, contest, ref, by="a-1")
    with pytest.raises(SecondPersonNeeded):
        propose(world, contest, ref, by="a-1")
    propose(world, contest, ref, by="a-2")
    pump.run()
    notice = world.inbox()[-1]
    assert notice.to == recipient(world, contest, ref)
    assert "72" in notice.subject
    with pytest.raises(WrongWinnerState):
        verify_winner(world.context, workspace=WORKSPACE, contest=contest.id, ref=ref)
    world.clock.advance(hours=71, minutes=59)
    pump.run()
    assert at_place(world, contest, 1).ref == ref
    world.clock.advance(minutes=1)
    pump.run()
    assert at_place(world, contest, 1).ref != ref
    chain = outcome(world, contest)["chain"]
    assert (chain[0]["ref"], chain[0]["code"]) == (ref, "not_eligible")


def test_the_time_to_object_runs_from_the_notice_that_was_accepted(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 1)
    answer(world, winner, accept=True)
    pump.run()
    world.mailer.down = True
    for account in ("a-1", "a-2"):
        propose(world, contest, winner.ref, by=account)
    for _ in range(5):
        pump.run()
        world.clock.advance(days=1)
    assert at_place(world, contest, 1).ref == winner.ref
    world.mailer.down = False
    pump.run()
    told_at = world.clock.now()
    assert at_place(world, contest, 1).objection_until == told_at + timedelta(hours=72)
    world.clock.advance(hours=71)
    pump.run()
    assert at_place(world, contest, 1).ref == winner.ref
    world.clock.advance(hours=1)
    pump.run()
    assert state(world, winner) == ("skipped", "not_eligible")


def test_a_skip_taken_back_before_its_notice_left_tells_nobody(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 1)
    world.mailer.down = True
    for account in ("a-1", "a-2"):
        propose(world, contest, winner.ref, by=account)
    pump.run()
    keep_winner(world.context, workspace=WORKSPACE, contest=contest.id, ref=winner.ref, by="a-2")
    world.mailer.down, before = False, len(world.inbox())
    world.clock.advance(hours=1)
    pump.run()
    assert len(world.inbox()) == before
    assert at_place(world, contest, 1).ref == winner.ref


def test_who_was_to_be_skipped_is_told_that_they_are_not(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 1)
    answer(world, winner, accept=True)
    for account in ("a-1", "a-2"):
        propose(world, contest, winner.ref, by=account)
    pump.run()
    before = len(world.inbox())
    for _ in range(2):
        keep_winner(
            world.context, workspace=WORKSPACE, contest=contest.id, ref=winner.ref, by="a-2"
        )
        pump.run()
    mails = world.inbox()[before:]
    assert [(mail.to, bool(RETRACTED.search(mail.subject))) for mail in mails] == [
        (recipient(world, contest, winner.ref), True)
    ]
    assert re.search("Votre accord compte toujours|Your yes still counts", mails[0].text)
    assert at_place(world, contest, 1).kept_from is None


def test_word_that_a_skip_is_taken_back_survives_a_mail_server_that_is_away(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 1)
    for account in ("a-1", "a-2"):
        propose(world, contest, winner.ref, by=account)
    pump.run()
    world.mailer.down = True
    keep_winner(world.context, workspace=WORKSPACE, contest=contest.id, ref=winner.ref, by="a-2")
    pump.run()
    world.mailer.down = False
    world.clock.advance(hours=1)
    pump.run()
    assert RETRACTED.search(world.inbox()[-1].subject)
    assert re.search("Dites-nous avant|Tell us before", world.inbox()[-1].text)


def test_a_proposal_alone_is_taken_back_without_a_word(world: World) -> None:
    contest, pump = drawn(world)
    winner, before = at_place(world, contest, 1), len(world.inbox())
    propose(world, contest, winner.ref, by="a-1")
    keep_winner(world.context, workspace=WORKSPACE, contest=contest.id, ref=winner.ref, by="a-2")
    pump.run()
    assert len(world.inbox()) == before


def test_nobody_is_told_of_a_prize_that_shall_be_taken_from_them(world: World) -> None:
    contest, pump = world.drawn(9), Pump(world)
    pump.deliver()
    winner, before = at_place(world, contest, 1), len(world.inbox())
    for account in ("a-1", "a-2"):
        propose(world, contest, winner.ref, by=account)
    pump.run()
    own = recipient(world, contest, winner.ref)
    subjects = [mail.subject for mail in world.inbox()[before:] if mail.to == own]
    prizes = [subject for subject in subjects if "prize" in subject]
    assert prizes == ["Your prize in “Spring”: a decision you can object to within 72 hours"]
    assert at_place(world, contest, 1).state == "drawn"


def test_who_heard_of_the_skip_alone_may_answer_once_it_is_taken_back(world: World) -> None:
    contest, pump = world.drawn(9), Pump(world)
    pump.deliver()
    winner = at_place(world, contest, 1)
    for account in ("a-1", "a-2"):
        propose(world, contest, winner.ref, by=account)
    pump.run()
    keep_winner(world.context, workspace=WORKSPACE, contest=contest.id, ref=winner.ref, by="a-2")
    pump.run()
    assert RETRACTED.search(world.inbox()[-1].subject)
    kept = at_place(world, contest, 1)
    assert (kept.state, kept.answer_by) == ("notified", world.clock.now() + timedelta(days=7))


def test_a_skip_whose_notice_bounces_waits_for_two_people_who_tell(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 1)
    answer(world, winner, accept=True)
    world.mailer.bounced.add(recipient(world, contest, winner.ref))
    for account in ("a-1", "a-2"):
        propose(world, contest, winner.ref, by=account)
    pump.run()
    world.clock.advance(days=10)
    pump.run()
    assert at_place(world, contest, 1).ref == winner.ref
    for account in ("a-1", "a-2"):
        tell(world, winner, by=account)
    pump.run()
    world.clock.advance(hours=72)
    pump.run()
    assert state(world, winner) == ("skipped", "not_eligible")


def test_an_objection_that_holds_keeps_the_winner(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 1)
    answer(world, winner, accept=True)
    for account in ("a-1", "a-2"):
        propose(world, contest, winner.ref, by=account)
    pump.run()
    keep_winner(world.context, workspace=WORKSPACE, contest=contest.id, ref=winner.ref, by="a-2")
    world.clock.advance(days=4)
    pump.run()
    assert at_place(world, contest, 1).ref == winner.ref
    fulfil(world, winner)


def test_a_winner_who_accepts_during_an_announced_skip_is_still_skipped(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 1)
    for account in ("a-1", "a-2"):
        propose(world, contest, winner.ref, by=account)
    answer(world, winner, accept=True)
    pump.run()
    world.clock.advance(hours=72)
    pump.run()
    assert at_place(world, contest, 1).ref != winner.ref


def test_a_skip_approved_while_the_prize_is_told_of_is_announced_at_once(world: World) -> None:
    contest, pump = world.drawn(9), Pump(world)
    pump.deliver()
    winner = at_place(world, contest, 1)
    propose(world, contest, winner.ref, by="a-1")
    meanwhile = interrupted(world, lambda: propose(world, contest, winner.ref, by="a-2"))
    where = {"workspace": WORKSPACE, "contest": contest.id, "ref": winner.ref}
    notify_winner(meanwhile, **where, at=world.clock.now())
    pump.run()
    announced = at_place(world, contest, 1)
    assert announced.state == "notified"
    assert announced.objection_until == world.clock.now() + timedelta(hours=72)
    assert announced.due_at == announced.objection_until


def test_an_answer_given_while_the_skip_is_told_of_leaves_the_time_to_object(world: World) -> None:
    contest, _ = drawn(world)
    winner = at_place(world, contest, 1)
    for account in ("a-1", "a-2"):
        propose(world, contest, winner.ref, by=account)
    world.clock.advance(days=6)
    meanwhile = interrupted(world, lambda: answer(world, winner, accept=True))
    where = {"workspace": WORKSPACE, "contest": contest.id, "ref": winner.ref}
    start_objection(meanwhile, **where, at=world.clock.now())
    answered = at_place(world, contest, 1)
    assert answered.state == "accepted"
    assert answered.objection_until == world.clock.now() + timedelta(hours=72)
    assert answered.due_at == answered.objection_until


def interrupted(world: World, between: Callable[[], object]) -> WorkContext:
    """Return a context in which something happens between a reading of a winner and its change."""
    return world.with_stores(winners=WinnerStore(InterruptedDatabase(world.database, between)))


def recipient(world: World, contest: Contest, ref: str) -> str:
    return world.context.stores.entries.of_ref(WORKSPACE, contest.id, ref).person.email
