"""Mails: one for each purpose and person, whatever goes down in between."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from services.contests.adapters.signatures import verify_ed25519
from services.contests.domain.contest import Contest, State
from services.contests.domain.errors import AmendmentRefused
from services.contests.domain.events import entry_withdrawn
from services.contests.domain.mailing import Purpose
from services.contests.domain.receipt import receipt_holds
from services.contests.domain.tokens import token_hash
from services.contests.use_cases import fan_out_mailing
from services.contests.use_cases.amend_contest import AmendContest, amend_contest
from services.contests.use_cases.send_mail import SendMail, send_mail
from services.contests.use_cases.start_mailing import StartMailing, start_mailing
from shared.mail import Mail
from tests.contests.pump import Pump
from tests.contests.world import CLOSES, DRAWS, SEALS, START, WORKSPACE, World, world_at

LONG = {"closes_at": "2026-04-20T10:00:00.000Z", "draw_at": "2026-04-25T10:00:00.000Z"}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with world_at(tmp_path) as built:
        yield built


def sent(world: World, word: str) -> list[Mail]:
    return [mail for mail in world.inbox() if word in mail.text]


def test_a_form_is_answered_by_a_link_that_confirms(world: World) -> None:
    contest = world.opened()
    entry = world.submitted(contest, 1)
    Pump(world).run()
    (mail,) = world.inbox()
    assert mail.to == "person1@entrants.example"
    assert mail.sender == "Maison Lumen <bonjour@jeux.example>"
    found = re.search(r"https://jeux.example/fr/w/maison-lumen/confirm/(\S+)", mail.text)
    assert found is not None
    assert token_hash(found[1]) == entry.confirm_token
    assert found[0] in mail.html


def test_only_the_mail_says_that_someone_is_already_in(world: World) -> None:
    contest = world.opened()
    world.entered(contest, 1)
    Pump(world).run()
    world.submitted(contest, 1)
    Pump(world).run()
    mail = world.inbox()[-1]
    assert "/confirm/" not in mail.text
    assert mail.subject.startswith("Vous participez déjà")


def test_a_confirmed_entry_gets_its_signed_receipt(world: World) -> None:
    contest = world.opened()
    (entry,) = world.entered(contest, 1)
    Pump(world).run()
    (mail,) = world.inbox()
    receipt = json.loads(mail.attachments[0].content)
    assert receipt["ref"] == entry.ref
    assert receipt_holds(verify_ed25519, contest.settings["receipts"], receipt)


def test_everyone_in_gets_the_seal_with_their_own_ref_before_the_round(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fan_out_mailing, "PAGE", 20)
    contest = world.sealed(45)
    world.submitted(contest, 46)
    Pump(world).run()
    seals = sent(world, world.now(contest).seal)
    assert len(seals) == len({mail.to for mail in seals}) == 45
    assert len({mail.message_id for mail in seals}) == 45
    assert world.clock.now() < DRAWS
    by_ref = {
        entry.ref: entry.person.email
        for entry in world.context.records.listed.by_ref(
            WORKSPACE, contest.id, after=None, limit=500
        ).items
    }
    for mail in seals:
        found = re.search(r"e-[0-9a-z]{16}", mail.text)
        assert found is not None
        assert by_ref[found[0]] == mail.to


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
    (winner, *_) = world.context.records.winners.of_contest(WORKSPACE, contest.id)
    assert winner["state"] == "drawn"
    world.clock.advance(days=2)
    world.mailer.down = False
    Pump(world).run()
    (told, *_) = world.context.records.winners.of_contest(WORKSPACE, contest.id)
    assert told["notified_at"] == DRAWS + timedelta(days=2)
    assert told["answer_by"] == DRAWS + timedelta(days=9)


def test_a_bounce_is_kept_for_staff_and_starts_no_time_to_answer(world: World) -> None:
    contest = world.sealed(3)
    Pump(world).run()
    world.mailer.bounced |= {f"person{each}@entrants.example" for each in (1, 2, 3)}
    world.clock.set(DRAWS)
    Pump(world).run()
    for winner in world.context.records.winners.of_contest(WORKSPACE, contest.id):
        assert winner["state"] == "drawn"
        assert "answer_by" not in winner


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
        send_mail(SendMail(mail), world.context)
    assert len(world.inbox()) == 2
    assert len({mail.message_id for mail in world.inbox()}) == 1
    Pump(world).run()
    assert len(world.inbox()) == 2


def test_someone_who_left_gets_no_mail_and_mails_keep_no_address(world: World) -> None:
    contest = world.opened()
    (entry,) = world.entered(contest, 1)
    Pump(world).deliver()
    event = entry_withdrawn(world.context.stamp(), entry.facts)
    world.context.entries.erase(entry, consents=(), event=event)
    Pump(world).run()
    assert world.inbox() == []
    mails = world.database.collection("mails").find(WORKSPACE, {}).items
    assert mails
    assert "entrants.example" not in repr(mails)
    assert {mail["state"] for mail in mails} == {"dropped"}


def test_only_mails_that_may_carry_news_can_be_unsubscribed_from(world: World) -> None:
    contest = world.opened()
    world.entered(contest, 3)
    Pump(world).run()
    with_header = [mail for mail in world.inbox() if "List-Unsubscribe" in mail.headers]
    assert [mail.to for mail in with_header] == ["person3@entrants.example"]
    (mail,) = with_header
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail.headers["List-Unsubscribe"].strip("<>")
    assert re.fullmatch(
        r"https://jeux\.example/fr/w/maison-lumen/entry/[\w-]{22}/unsubscribe", address
    )
    world.submitted(contest, 6)
    Pump(world).run()
    assert "List-Unsubscribe" not in world.inbox()[-1].headers


def test_a_mailing_that_ends_half_way_writes_nobody_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fan_out_mailing, "PAGE", 20)
    contest = world.sealed(45)
    pump = Pump(world)
    while pump.deliver():
        continue
    mailings = world.database.collection("mailings")
    (mailing,) = mailings.find(WORKSPACE, {}).items
    pump.timers()
    written = world.database.collection("mails").count(WORKSPACE, {})
    again = {"after": "", "due_at": world.clock.now()}
    mailings.change(WORKSPACE, {"_id": mailing["_id"]}, {"$set": again})
    pump.run()
    assert world.database.collection("mails").count(WORKSPACE, {}) == written
    assert len(sent(world, world.now(contest).seal)) == 45


def test_an_operator_may_leave_the_seal_mails_out(world: World) -> None:
    world.context = replace(world.context, post=replace(world.context.post, seals=False))
    contest: Contest = world.sealed(3)
    Pump(world).run()
    assert sent(world, world.now(contest).seal) == []


def closed_during_an_outage(world: World, hours: float) -> Contest:
    """Return a contest that closed an hour after mails went down, for `hours` after that."""
    contest = world.opened()
    world.mailer.down = True
    world.submitted(contest, 1)
    world.clock.set(CLOSES)
    Pump(world).run()
    world.clock.advance(hours=hours)
    world.mailer.down = False
    Pump(world).run()
    return world.now(contest)


def test_an_outage_after_the_closing_lengthens_the_confirmation_by_as_long(world: World) -> None:
    contest = closed_during_an_outage(world, hours=5)
    assert len(world.inbox()) == 1
    world.clock.set(contest.schedule.confirm_by)
    pump = Pump(world)
    pump.run()
    longer = world.now(contest)
    assert longer.schedule.confirm_by == CLOSES + timedelta(hours=29)
    amended = next(event for event in pump.seen if event.type.endswith("amended.v1"))
    assert (amended.data["field"], amended.data["reason"]) == ("confirm_within", "mail_outage")
    world.clock.set(longer.schedule.confirm_by)
    Pump(world).run()
    assert world.now(contest).schedule == longer.schedule


def test_an_outage_that_goes_on_lengthens_again_and_the_draw_follows(world: World) -> None:
    contest = world.opened()
    world.mailer.down = True
    world.submitted(contest, 1)
    for _ in range(4 * 40):
        world.clock.advance(minutes=15)
        Pump(world).run()
    assert world.inbox() == []
    world.mailer.down = False
    while world.now(contest).state is not State.SEALED:
        world.clock.advance(minutes=15)
        Pump(world).run()
    sealed = world.now(contest)
    assert len(sent(world, "/confirm/")) == 1
    accepted = START + timedelta(hours=40.25)
    lost = accepted - CLOSES
    assert timedelta() <= sealed.schedule.confirm_by - CLOSES - timedelta(days=1) - lost
    assert sealed.schedule.draw_at - sealed.sealed_at >= timedelta(hours=1)


def test_a_mailbox_that_is_always_busy_holds_no_seal_up(world: World) -> None:
    contest = world.opened()
    world.mailer.busy.add("person1@entrants.example")
    world.submitted(contest, 1)
    for _ in range(5 * 24):
        world.clock.advance(hours=1)
        Pump(world).run()
    sealed = world.now(contest)
    assert sealed.amendments == ()
    assert sealed.sealed_at is not None
    assert sealed.sealed_at - SEALS < timedelta(hours=1)


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


def test_an_outage_that_never_ends_moves_the_seal_by_a_week_at_most(world: World) -> None:
    contest = world.opened()
    world.mailer.down = True
    world.submitted(contest, 1)
    for _ in range(14 * 8):
        world.clock.advance(hours=3)
        Pump(world).run()
    sealed = world.now(contest)
    assert sealed.sealed_at is not None
    assert sealed.sealed_at - SEALS <= timedelta(days=7, hours=3)
    assert sealed.schedule.confirm_by - CLOSES == timedelta(days=8)


def test_a_worker_that_was_away_over_the_whole_window_leaves_people_their_time(
    world: World,
) -> None:
    contest = world.opened()
    entry = world.submitted(contest, 1)
    world.clock.set(SEALS + timedelta(hours=5))
    pump = Pump(world)
    pump.timers()
    assert world.now(contest).sealing_at is None
    world.clock.advance(minutes=30)
    pump.run()
    assert len(sent(world, "/confirm/")) == 1
    world.clock.set(world.now(contest).schedule.confirm_by - timedelta(seconds=20))
    pump.run()
    longer = world.now(contest)
    given = longer.schedule.confirm_by - (SEALS + timedelta(hours=5, minutes=30))
    assert given >= timedelta(hours=24)
    world.confirmed(longer, entry)
    while (sealed := world.now(contest)).state is not State.SEALED:
        world.clock.advance(hours=1)
        pump.run()
    assert world.context.lists.holds(WORKSPACE, contest.id, entry.ref)
    assert sealed.schedule.review_until - longer.schedule.confirm_by >= timedelta(hours=48)


def test_a_broker_that_was_away_leaves_people_their_time(world: World) -> None:
    contest = world.opened()
    world.submitted(contest, 1)
    pump = Pump(world)
    world.clock.set(CLOSES)
    pump.timers()
    world.clock.advance(hours=30)
    pump.timers()
    pump.run()
    assert len(sent(world, "/confirm/")) == 1
    assert world.now(contest).schedule.confirm_by - world.clock.now() >= timedelta(hours=23)
    world.clock.set(world.now(contest).schedule.confirm_by - timedelta(seconds=10))
    pump.run()
    accepted = CLOSES + timedelta(hours=30)
    assert world.now(contest).schedule.confirm_by >= accepted + timedelta(hours=24)


def test_a_closing_that_came_late_when_every_mail_had_gone_lengthens_nothing(world: World) -> None:
    contest = world.opened()
    world.submitted(contest, 1)
    pump = Pump(world)
    pump.run()
    world.clock.set(CLOSES + timedelta(hours=30))
    pump.run()
    assert world.now(contest).amendments == ()


def test_whoever_may_still_confirm_is_told_of_an_amendment_too(world: World) -> None:
    contest = world.opened()
    world.submitted(contest, 1)
    world.entered(contest, 2)
    said = {"field": "alternates", "reason": "Plus", "before": "", "after": ""}
    start_mailing(
        StartMailing(WORKSPACE, contest.id, "event-1", Purpose.AMENDED, said), world.context
    )
    Pump(world).run()
    told = [mail.to for mail in world.inbox() if "Plus" in mail.text]
    assert sorted(told) == ["person1@entrants.example", "person2@entrants.example"]


def test_the_reasons_of_programs_are_theirs_alone(world: World) -> None:
    contest = world.opened()
    for reason in ("mail_outage", "sealed_too_late"):
        command = AmendContest(WORKSPACE, contest.id, contest.version, "alternates", 9, reason)
        with pytest.raises(AmendmentRefused):
            amend_contest(command, world.context)


def test_a_mail_that_was_late_by_seconds_lengthens_nothing(world: World) -> None:
    contest = closed_during_an_outage(world, hours=50 / 3600)
    world.clock.set(contest.schedule.confirm_by)
    Pump(world).run()
    assert world.now(contest).amendments == ()


def test_nobody_is_asked_to_confirm_in_a_contest_that_was_called_off(world: World) -> None:
    contest = world.opened()
    world.submitted(contest, 1)
    world.context.contests.save(replace(world.now(contest), state=State.CANCELLED, due_at=None))
    Pump(world).run()
    assert world.inbox() == []
