"""Who does not answer is reminded twice, whatever dies in between; who answered is not."""

from datetime import timedelta
from typing import Any

import pytest

from services.contests.domain.contest import Contest
from services.contests.use_cases.contest.save import save_draft
from shared.documents import StoreUnavailable
from tests.contests.pump import Pump
from tests.contests.use_cases.winner.acts import WEEK, answer, at_place, drawn, propose
from tests.contests.world import WORKSPACE, World

DAY = timedelta(days=1)
REMINDER = ("attend votre réponse", "waits for your answer")


def reminders(world: World, contest: Contest, place: int) -> int:
    """Return how many reminders reached who holds a place."""
    winner = at_place(world, contest, place)
    return sum(
        winner.ref in mail.text and any(each in mail.subject for each in REMINDER)
        for mail in world.inbox()
    )


def pass_to(world: World, pump: Pump, contest: Contest, **before: Any) -> None:
    """Go to a time before the end of the first winner's time to answer."""
    end = at_place(world, contest, 1).answer_by
    assert end is not None
    world.clock.set(end - timedelta(**before))
    pump.run()


def test_one_comes_half_way_and_one_a_day_before_the_end(world: World) -> None:
    contest, pump = drawn(world)
    counted = []
    for before in ({"days": 3.6}, {"days": 3.5}, {"days": 1.1}, {"days": 1}, {"minutes": 1}):
        pass_to(world, pump, contest, **before)
        counted.append(reminders(world, contest, 1))
    assert counted == [0, 1, 1, 2, 2]


def test_who_answered_is_left_in_peace(world: World) -> None:
    contest, pump = drawn(world)
    answer(world, at_place(world, contest, 1), accept=True)
    pass_to(world, pump, contest, days=1)
    assert reminders(world, contest, 1) == 0
    assert reminders(world, contest, 2) == 1


def test_who_answers_while_the_reminder_waits_does_not_get_it(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 1)
    world.clock.advance(days=3.5)
    world.mailer.down = True
    pump.run()
    world.mailer.down = False
    answer(world, winner, accept=True)
    world.clock.advance(hours=1)
    pump.run()
    assert reminders(world, contest, 1) == 0


def test_who_is_to_be_skipped_is_not_asked_for_an_answer(world: World) -> None:
    contest, pump = drawn(world)
    winner = at_place(world, contest, 1)
    for by in ("a-1", "a-2"):
        propose(world, contest, winner.ref, by=by)
    pump.run()
    pass_to(world, pump, contest, days=3.5)
    assert reminders(world, contest, 1) == 0


@pytest.mark.parametrize("days", [1, 2])
def test_a_short_time_to_answer_has_no_reminder(world: World, days: int) -> None:
    contest, pump = drawn(world, answer_within=days * 86400)
    pass_to(world, pump, contest, minutes=1)
    assert reminders(world, contest, 1) == 0


def test_a_reminder_that_was_written_before_we_died_is_not_written_again(world: World) -> None:
    contest, pump = drawn(world)
    winners = world.context.stores.winners

    class Dying:
        def __getattr__(self, name: str) -> Any:
            return getattr(winners, name)

        def change(self, *args: Any) -> Any:
            raise StoreUnavailable

    world.clock.advance(days=3.5)
    alive, world.context = world.context, world.with_stores(winners=Dying())
    with pytest.raises(StoreUnavailable):
        pump.run()
    world.context = alive
    world.clock.advance(minutes=5)
    pump.run()
    assert [reminders(world, contest, place) for place in (1, 2, 3)] == [1, 1, 1]
    assert at_place(world, contest, 1).reminded == "half"


def test_after_a_long_sleep_one_reminder_is_enough(world: World) -> None:
    contest, pump = drawn(world)
    pass_to(world, pump, contest, hours=20)
    assert reminders(world, contest, 1) == 1
    pass_to(world, pump, contest, minutes=1)
    assert reminders(world, contest, 1) == 1


def test_where_no_alternate_is_left_no_mail_names_one(world: World) -> None:
    contest, pump = drawn(world, people=3, alternates=0)
    world.clock.advance(seconds=WEEK.total_seconds() / 2)
    pump.run()
    winner = at_place(world, contest, 1)
    texts = [
        mail.text for mail in world.inbox() if winner.ref in mail.text and "/claim/" in mail.text
    ]
    assert len(texts) == 2
    assert not any("suppléant" in text or "alternate" in text for text in texts)


def test_no_mail_names_a_date_for_an_address_that_has_passed(world: World) -> None:
    contest, pump = drawn(world)
    whose = {"workspace": WORKSPACE, "contest": contest.id, "version": contest.version}
    save_draft(world.context, **whose, asks=[{"prize": "Vélo", "address": True}])
    winner = answer(world, at_place(world, contest, 1), accept=True)
    end = winner.details_by
    assert end is not None
    world.clock.set(end - WEEK)
    pump.run()
    assert asked_for_an_address(world, winner.ref) == 1
    world.clock.set(end - DAY)
    world.mailer.down = True
    pump.run()
    world.mailer.down = False
    world.clock.set(end + timedelta(hours=1))
    pump.run()
    assert asked_for_an_address(world, winner.ref) == 1


def asked_for_an_address(world: World, ref: str) -> int:
    """Return how many mails asked the winner of a ref for an address."""
    asks = ("needs an address", "il manque votre adresse")
    return sum(
        ref in mail.text and any(each in mail.subject for each in asks) for mail in world.inbox()
    )
