"""Whatever kept mails back, people have their time to confirm."""

from datetime import timedelta

import pytest

from services.contests.domain.contest import Contest, State
from services.contests.domain.errors import AmendmentRefused
from services.contests.use_cases.contest.amend import amend_contest
from tests.contests.pump import Pump
from tests.contests.use_cases.mails.inbox import sent
from tests.contests.world import CLOSES, SEALS, START, WORKSPACE, World


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


@pytest.mark.slow
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
    assert world.context.stores.list_chunks.holds(WORKSPACE, contest.id, entry.ref)
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


def test_a_mail_that_was_late_by_seconds_lengthens_nothing(world: World) -> None:
    contest = closed_during_an_outage(world, hours=50 / 3600)
    world.clock.set(contest.schedule.confirm_by)
    Pump(world).run()
    assert world.now(contest).amendments == ()


def test_the_reasons_of_programs_are_theirs_alone(world: World) -> None:
    contest = world.opened()
    for reason in ("mail_outage", "sealed_too_late"):
        with pytest.raises(AmendmentRefused):
            amend_contest(
                world.context,
                workspace=WORKSPACE,
                contest=contest.id,
                version=contest.version,
                field="alternates",
                after=9,
                reason=reason,
            )
