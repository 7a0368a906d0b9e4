"""Mails that wait, bounce or go twice."""

from datetime import timedelta

from structlog.testing import capture_logs

from services.contests.domain.mail.purpose import Purpose
from services.contests.use_cases.mail.send import send_mail
from tests.contests.pump import Pump
from tests.contests.world import DRAWS, WORKSPACE, World

LONG = {"closes_at": "2026-04-20T10:00:00.000Z", "draw_at": "2026-04-25T10:00:00.000Z"}


def test_mails_wait_while_their_server_is_away_and_go_once_it_is_back(world: World) -> None:
    contest = world.opened()
    world.mailer.down = True
    world.submitted(contest, 1)
    world.submitted(contest, 2)
    for _ in range(5):
        Pump(world).run()
        world.clock.advance(seconds=20)
    assert world.inbox() == []
    world.mailer.down = False
    world.clock.advance(minutes=5)
    Pump(world).run()
    assert sorted(mail.to for mail in world.inbox()) == [
        "person1@entrants.example",
        "person2@entrants.example",
    ]


def test_the_time_to_answer_runs_from_the_mail_that_was_accepted(world: World) -> None:
    contest = world.sealed(5)
    Pump(world).run()
    world.mailer.down = True
    world.clock.set(DRAWS)
    Pump(world).run()
    (winner, *_) = world.context.stores.winners.of_contest(WORKSPACE, contest.id)
    assert winner.state == "drawn"
    world.clock.advance(days=2)
    world.mailer.down = False
    Pump(world).run()
    (told, *_) = world.context.stores.winners.of_contest(WORKSPACE, contest.id)
    assert told.notified_at == DRAWS + timedelta(days=2)
    assert told.answer_by == DRAWS + timedelta(days=9)


def test_a_bounce_is_kept_for_staff_and_starts_no_time_to_answer(world: World) -> None:
    contest = world.sealed(3)
    Pump(world).run()
    world.mailer.bounced |= {f"person{each}@entrants.example" for each in (1, 2, 3)}
    world.clock.set(DRAWS)
    Pump(world).run()
    for winner in world.context.stores.winners.of_contest(WORKSPACE, contest.id):
        assert winner.state == "drawn"
        assert winner.answer_by is None


def test_a_mail_sent_twice_carries_one_message_id(world: World) -> None:
    contest = world.opened()
    world.submitted(contest, 1)
    Pump(world).deliver()
    collection = world.database.collection("mails")
    claimed = [
        collection.claim_due(world.clock.now() + timedelta(hours=each), timedelta(minutes=1))
        for each in (0, 1)
    ]
    for mail in claimed:
        assert mail is not None
        send_mail(world.context, world.context.stores.mails.thing_of(mail))
    assert len(world.inbox()) == 2
    assert len({mail.message_id for mail in world.inbox()}) == 1
    Pump(world).run()
    assert len(world.inbox()) == 2


def test_a_mail_refused_for_what_it_is_waits_and_raises_an_alarm(world: World) -> None:
    contest = world.sealed(3)
    Pump(world).run()
    people = {f"person{each}@entrants.example" for each in (1, 2, 3)}
    world.mailer.unfit |= people
    world.clock.set(DRAWS)
    with capture_logs() as logs:
        Pump(world).run()
    alarms = [line for line in logs if line["event"] == "mail_unfit"]
    assert {(line["log_level"], line["purpose"]) for line in alarms} == {("error", "winner")}
    assert not [line for line in logs if line["event"] == "mail_refused"]
    mails = world.context.stores.mails.states(WORKSPACE, contest.id, Purpose.WINNER)
    assert set(mails.values()) == {"waiting"}
    world.mailer.unfit -= people
    world.clock.advance(hours=1)
    Pump(world).run()
    winners = world.context.stores.winners.of_contest(WORKSPACE, contest.id)
    assert {winner.state for winner in winners} == {"notified"}


def test_a_mail_put_off_for_days_is_given_up(world: World) -> None:
    contest = world.opened(**LONG)
    world.mailer.busy.add("person1@entrants.example")
    world.submitted(contest, 1)
    for _ in range(5 * 24):
        world.clock.advance(hours=1)
        Pump(world).run()
    (mail,) = world.database.collection("mails").find(WORKSPACE, {}).items
    assert mail["state"] == "refused"
    assert "due_at" not in mail
