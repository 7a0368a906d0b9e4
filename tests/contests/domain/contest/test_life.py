"""What becomes of a contest, step by step: each asked of the contest as it is, twice harmlessly."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from services.contests.domain.beacon import TEST
from services.contests.domain.contest import (
    Contest,
    Listing,
    Secrets,
    State,
    cancelled,
    closed,
    drawn,
    erased,
    lengthened,
    looked_at,
    marked,
    postponed,
    sealed,
    settled,
    timeline_of,
    witnessed,
)
from services.contests.domain.draw import summarise
from services.contests.domain.errors import TooLateToCancel, WrongState
from shared.errors import StaleVersion
from shared.events import Event, Stamp
from tests.contests.world import CLOSES, DRAWS, SEALS, START, settings_of

MOMENT = timedelta(milliseconds=1)
LEAD, DAY = timedelta(hours=1), timedelta(days=1)
LISTING = Listing(summarise([f"e-{number:016}|1" for number in range(2)]), {"fraud": 1}, chunks=1)
Step = Callable[[Contest], tuple[Contest, Sequence[Event]]]


def contest(**changes: Any) -> Contest:
    return replace(
        Contest(
            id="c-1",
            workspace_id="acme",
            slug="one",
            created_at=START,
            updated_at=START,
            state=State.OPEN,
            settings=settings_of(receipts="00" * 32),
            secrets=Secrets(b"receipts", b"addresses"),
            opened_at=START,
        ),
        **changes,
    )


def in_review() -> Contest:
    return contest(state=State.CLOSED, closed_at=CLOSES)


def with_seal(**changes: Any) -> Contest:
    after, _ = sealed(replace(in_review(), sealing_at=SEALS), SEALS, LISTING)
    return replace(after, **changes)


def with_draw() -> Contest:
    after, _ = drawn(with_seal(witnessed=True), DRAWS, digest="ab", round_number=7)
    return after


STEPS: dict[str, tuple[Contest, Step]] = {
    "closed": (contest(), lambda one: closed(one, CLOSES)),
    "sealed": (
        replace(in_review(), sealing_at=SEALS),
        lambda one: sealed(one, SEALS, LISTING),
    ),
    "drawn": (
        with_seal(witnessed=True),
        lambda one: drawn(one, DRAWS, digest="ab", round_number=7),
    ),
    "settled": (with_draw(), lambda one: settled(one, DRAWS, awarded=2, not_awarded=1)),
    "cancelled": (
        contest(),
        lambda one: cancelled(one, Stamp("x", START), reason="Storm", seal_lead=LEAD),
    ),
}


@pytest.mark.parametrize("verb", STEPS)
def test_a_step_is_taken_once_and_told_once(verb: str) -> None:
    before, step = STEPS[verb]
    after, events = step(before)
    assert after.state == verb
    assert [event.type for event in events] == [f"kermesse.contests.contest.{verb}.v1"]
    assert step(after) == (after, [])


@pytest.mark.parametrize("verb", ["closed", "sealed", "drawn", "settled"])
def test_a_step_of_the_worker_changes_no_contest_that_is_not_there_yet_or_called_off(
    verb: str,
) -> None:
    before, step = STEPS[verb]
    for state in set(State) - {before.state, State.SEALED}:
        other = replace(before, state=state)
        assert step(other) == (other, [])


def test_a_contest_whose_closing_was_moved_meanwhile_stays_open() -> None:
    assert closed(contest(), CLOSES - MOMENT) == (contest(), [])


def test_a_sealing_begins_when_the_review_ends_and_once() -> None:
    assert marked(in_review(), SEALS - MOMENT) == in_review()
    begun = marked(in_review(), SEALS)
    assert begun.sealing_at == SEALS
    assert marked(begun, SEALS + DAY) == begun
    called_off = replace(in_review(), state=State.CANCELLED)
    assert marked(called_off, SEALS) == called_off


def test_a_seal_is_replaced_only_when_nobody_read_it_before_its_round() -> None:
    first = with_seal()
    assert sealed(first, first.round_time - MOMENT, LISTING) == (first, [])
    again, events = sealed(first, first.round_time, LISTING)
    assert (again.sealed_at, len(events)) == (first.round_time, 1)
    seen = witnessed(first, first.round_time - MOMENT)
    assert (seen.witnessed, seen.due_at) == (True, first.round_time)
    assert sealed(seen, first.round_time, LISTING) == (seen, [])


def test_nobody_witnesses_a_seal_at_its_round() -> None:
    late = with_seal()
    assert witnessed(late, late.round_time) == late


def test_a_draw_moves_by_whole_days_until_its_round_leaves_the_lead() -> None:
    sealing = replace(in_review(), sealing_at=SEALS)
    assert postponed(sealing, SEALS, lead=LEAD, step=DAY) == (sealing, [])
    late = TEST.time_of(TEST.round_at(DRAWS)) - LEAD + MOMENT
    moved, events = postponed(sealing, late, lead=LEAD, step=DAY)
    assert moved.schedule.draw_at == DRAWS + DAY
    assert moved.schedule.last_answer == sealing.schedule.last_answer + DAY
    assert [event.type.split(".")[-2] for event in events] == ["draw_postponed"]
    assert {each["reason"] for each in moved.amendments} == {"sealed_too_late"}
    assert postponed(moved, late, lead=LEAD, step=DAY) == (moved, [])


def test_time_that_was_lost_is_given_back_once() -> None:
    hour = timedelta(hours=1)
    longer, events = lengthened(in_review(), CLOSES, field="confirm_within", lost=hour)
    gained = longer.in_force["confirm_within"] - in_review().in_force["confirm_within"]
    assert (gained, len(events)) == (3600, 1)
    assert lengthened(longer, CLOSES, field="confirm_within", lost=hour) == (longer, [])
    more, _ = lengthened(longer, CLOSES, field="confirm_within", lost=timedelta(days=30))
    week = more.in_force["confirm_within"] - in_review().in_force["confirm_within"]
    assert week == 7 * 86400


def test_nothing_is_lengthened_once_the_sealing_began() -> None:
    begun = replace(in_review(), sealing_at=SEALS)
    assert lengthened(begun, SEALS, field="review_within", lost=DAY) == (begun, [])


def test_a_contest_is_not_called_off_once_it_is_sealed_or_nearly() -> None:
    stamp = Stamp("x", SEALS)
    with pytest.raises(WrongState):
        cancelled(with_seal(), stamp, reason="Storm", seal_lead=LEAD)
    with pytest.raises(TooLateToCancel):
        cancelled(replace(in_review(), sealing_at=SEALS), stamp, reason="Storm", seal_lead=LEAD)


def test_the_key_of_people_goes_with_them_unless_prizes_are_still_passed_on() -> None:
    assert erased(with_draw(), DRAWS + DAY).secrets.address_key == b"addresses"
    done, _ = settled(with_draw(), DRAWS, awarded=2, not_awarded=1)
    gone = erased(done, DRAWS + DAY)
    assert (gone.secrets.address_key, gone.secrets.receipt_key) == (b"", b"receipts")
    assert (gone.erased_at, gone.due_at) == (DRAWS + DAY, None)
    assert looked_at(gone, DRAWS + DAY).due_at is None


def test_an_edit_says_which_version_it_was_made_from() -> None:
    assert contest(version=3).at(3) == contest(version=3)
    with pytest.raises(StaleVersion):
        contest(version=3).at(2)


@pytest.mark.parametrize(
    ("earlier", "began"), [(DAY, START), (timedelta(), START), (-DAY, START + DAY)]
)
def test_entries_begin_as_planned_or_when_it_was_published_later(
    earlier: timedelta, began: datetime
) -> None:
    published = contest(opened_at=START - earlier)
    opening = timeline_of(published, published.in_force, START + 2 * DAY)[0]
    assert (opening.at, opening.happened_at) == (START, began)


def test_an_entry_can_be_confirmed_until_its_date_and_never_once_the_list_is_sealed() -> None:
    until = CLOSES + DAY
    assert contest().confirm_until == until
    assert contest(state=State.CLOSED).confirm_until == until
    assert contest(state=State.CLOSED, sealing_at=SEALS).confirm_until is None
    for state in (State.SEALED, State.DRAWN, State.SETTLED, State.CANCELLED):
        assert contest(state=state).confirm_until is None
