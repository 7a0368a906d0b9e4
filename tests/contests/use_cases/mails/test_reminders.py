"""Whoever has not confirmed is reminded once, as entries close."""

from datetime import timedelta

from services.contests.domain.contest import Contest
from services.contests.domain.entry import Entry
from tests.contests.pump import Pump
from tests.contests.world import CLOSES, START, World

LATE = CLOSES - timedelta(minutes=5)


def reminded(world: World) -> list[str]:
    """Return whom reminders went to, once all that is due is done."""
    Pump(world).run()
    subjects = ("À confirmer encore", "Still to be confirmed")
    return sorted(mail.to for mail in world.inbox() if mail.subject.startswith(subjects))


def close(world: World, contest: Contest) -> None:
    """Let the entries end."""
    Pump(world).run()
    world.clock.set(CLOSES)
    world.advance(contest)


def left(world: World, entry: Entry) -> None:
    """Let somebody leave who never confirmed."""
    world.withdrawn(entry)


def test_who_waits_for_a_confirmation_is_reminded_once(world: World) -> None:
    contest = world.opened()
    world.confirmed(contest, world.submitted(contest, 1))
    world.submitted(contest, 2)
    close(world, contest)
    assert reminded(world) == ["person2@entrants.example"]
    world.clock.advance(hours=12)
    world.advance(contest)
    assert reminded(world) == ["person2@entrants.example"]
    (mail,) = [each for each in world.inbox() if "Still to be confirmed" in each.subject]
    assert "/confirm/" in mail.text
    assert "Saturday 21\u00a0March 2026 at 12:00, Paris time" in mail.text


def test_a_reminder_that_was_owed_twice_is_written_once(world: World) -> None:
    contest = world.opened()
    world.submitted(contest, 2)
    close(world, contest)
    Pump(world, times=3).run()
    assert reminded(world) == ["person2@entrants.example"]


def test_who_sent_several_forms_is_reminded_once(world: World) -> None:
    contest = world.opened()
    for _ in range(2):
        world.submitted(contest, 2)
    close(world, contest)
    assert reminded(world) == ["person2@entrants.example"]


def test_who_is_in_by_another_entry_is_not_reminded(world: World) -> None:
    contest = world.opened()
    world.submitted(contest, 2)
    world.confirmed(contest, world.submitted(contest, 2))
    close(world, contest)
    assert reminded(world) == []


def test_who_entered_a_moment_ago_or_left_is_not_reminded(world: World) -> None:
    contest = world.opened()
    left(world, world.submitted(contest, 1))
    world.clock.set(LATE)
    world.submitted(contest, 2)
    close(world, contest)
    assert reminded(world) == []


def test_nobody_is_reminded_where_no_time_is_left_to_confirm(world: World) -> None:
    contest = world.opened(confirm_within=1800)
    world.submitted(contest, 2)
    assert world.clock.now() == START
    close(world, contest)
    assert reminded(world) == []
