"""A mailing reaches everyone it is for, once."""

import re
from dataclasses import replace

import pytest

from services.contests.domain.contest import Contest
from services.contests.domain.mail.purpose import Purpose
from services.contests.use_cases.contest.read import read_public_contest
from services.contests.use_cases.mail import fan_out
from tests.contests.pump import Pump
from tests.contests.use_cases.mails.inbox import sent
from tests.contests.world import DRAWS, WORKSPACE, World


def test_everyone_in_gets_the_seal_with_their_own_ref_before_the_round(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fan_out, "PAGE", 20)
    contest = world.sealed(45)
    world.submitted(contest, 46)
    Pump(world).run()
    seals = sent(world, world.now(contest).seal)
    assert len(seals) == len({mail.to for mail in seals}) == 45
    assert len({mail.message_id for mail in seals}) == 45
    assert world.clock.now() < DRAWS
    by_ref = {
        entry.ref: entry.person.email
        for entry in world.context.stores.entries.by_ref(
            WORKSPACE, contest.id, after=None, limit=500
        ).items
    }
    for mail in seals:
        found = re.search(r"e-[0-9a-z]{16}", mail.text)
        assert found is not None
        assert by_ref[found[0]] == mail.to


def test_a_mailing_that_ends_half_way_writes_nobody_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fan_out, "PAGE", 20)
    contest = world.sealed(45)
    pump = Pump(world)
    while pump.deliver():
        continue
    mailings = world.database.collection("mailings")
    (mailing,) = (
        each for each in mailings.find(WORKSPACE, {}).items if each["purpose"] == Purpose.SEALED
    )
    pump.timers()
    written = world.database.collection("mails").count(WORKSPACE, {})
    again = {"after": "", "due_at": world.clock.now()}
    mailings.change(WORKSPACE, {"_id": mailing["_id"]}, {"$set": again})
    pump.run()
    assert world.database.collection("mails").count(WORKSPACE, {}) == written
    assert len(sent(world, world.now(contest).seal)) == 45


def test_an_operator_may_leave_the_seal_mails_out(world: World) -> None:
    policy = replace(world.context.policy, seal_mails=False)
    world.context = replace(world.context, policy=policy)
    contest: Contest = world.sealed(3)
    Pump(world).run()
    assert sent(world, world.now(contest).seal) == []
    seen = read_public_contest(world.context, workspace=WORKSPACE, slug=contest.slug)
    assert seen.seal_mails is False


def test_whoever_may_still_confirm_is_told_of_an_amendment_too(world: World) -> None:
    contest = world.opened()
    world.submitted(contest, 1)
    world.entered(contest, 2)
    said = {"field": "alternates", "reason": "Plus", "before": "", "after": ""}
    fan_out.write_to_everyone(
        world.context,
        workspace=WORKSPACE,
        contest=contest.id,
        event_id="event-1",
        purpose=Purpose.AMENDED,
        said=said,
    )
    Pump(world).run()
    told = [mail.to for mail in world.inbox() if "Plus" in mail.text]
    assert sorted(told) == ["person1@entrants.example", "person2@entrants.example"]


def test_an_amendment_is_told_by_the_name_that_its_setting_has_on_the_page(world: World) -> None:
    contest = world.opened()
    for person in (1, 2):
        world.submitted(contest, person)
    said = {"field": "organiser.contact", "reason": "Plus", "before": "", "after": ""}
    fan_out.write_to_everyone(
        world.context,
        workspace=WORKSPACE,
        contest=contest.id,
        event_id="event-1",
        purpose=Purpose.AMENDED,
        said=said,
    )
    Pump(world).run()
    told = {mail.to: mail.text for mail in world.inbox() if "Plus" in mail.text}
    assert "«\u00a0Adresse de contact\u00a0»" in told["person1@entrants.example"]
    assert "“Contact address”" in told["person2@entrants.example"]
