"""Reminders: half-way and a day before the end, once each, and none to who needs none."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contests.domain.winner import (
    DETAILS_TIME,
    Reminder,
    Winner,
    answer,
    asked,
    details_of,
    give,
    keep,
    looked_after,
    reminder_due,
    skip,
    told_of_prize,
)
from shared.clock import to_millisecond
from tests.contests.domain.winner.people import (
    ADDRESS,
    EVIDENCE,
    NOTHING,
    NOW,
    PARCEL,
    SIZES,
    WEEK,
    winner,
)

HALF, LAST = NOW + WEEK / 2, NOW + WEEK - timedelta(days=1)
MOMENT = timedelta(milliseconds=1)


def told(within: timedelta = WEEK) -> Winner:
    return told_of_prize(winner(), at=NOW, answer_within=within)[0]


def reminded(found: Winner, now: datetime) -> Winner:
    due = reminder_due(found, now)
    return looked_after(found, now=now, unreachable=False, noticed=None, reminded=due)[0]


def test_each_comes_at_its_time_and_once() -> None:
    found = told()
    assert found.due_at == HALF
    assert reminder_due(found, HALF - MOMENT) is None
    assert reminder_due(found, HALF) is Reminder.HALF
    after = reminded(found, HALF)
    assert (after.reminded, after.due_at) == ("half", LAST)
    assert reminder_due(after, LAST - MOMENT) is None
    assert reminder_due(after, LAST) is Reminder.LAST
    last = reminded(after, LAST)
    assert (last.reminded, last.due_at) == ("last", NOW + WEEK)
    assert reminder_due(last, NOW + WEEK - MOMENT) is None


def test_of_two_that_were_missed_the_last_one_is_enough() -> None:
    late = reminded(told(), LAST)
    assert (late.reminded, late.due_at) == ("last", NOW + WEEK)


@pytest.mark.parametrize("days", [0.001, 1, 2])
def test_there_is_none_where_the_two_would_meet(days: float) -> None:
    within = timedelta(days=days)
    found = told(within)
    assert found.due_at == NOW + within
    assert reminder_due(found, NOW + within) is None


def test_who_answered_or_is_to_be_skipped_is_not_reminded() -> None:
    assert reminder_due(answer(told(), accept=True, now=NOW)[0], LAST) is None
    announced = told()
    for by in ("a-1", "a-2"):
        announced, _ = skip(announced, code="rules_breach", evidence_hash=EVIDENCE, by=by, now=NOW)
    assert reminder_due(announced, LAST) is None
    assert reminder_due(winner(), LAST) is None


def test_a_winner_of_before_is_reminded_of_what_is_still_to_come() -> None:
    before = replace(told(), due_at=NOW + WEEK)
    assert reminder_due(before, LAST) is Reminder.LAST


def owing() -> Winner:
    return answer(told(), accept=True, now=NOW, ask=PARCEL)[0]


def test_who_owes_an_address_is_reminded_half_way_and_a_day_before_the_end() -> None:
    found = owing()
    half, last = NOW + DETAILS_TIME / 2, NOW + DETAILS_TIME - timedelta(days=1)
    assert (found.details_by, found.due_at) == (NOW + DETAILS_TIME, half)
    assert reminder_due(found, half - MOMENT) is None
    after = reminded(found, half)
    assert (after.reminded, after.due_at) == ("details_half", last)
    end = reminded(after, last)
    assert (end.reminded, end.due_at) == ("details_last", None)


def test_nobody_loses_a_prize_by_being_late_with_an_address() -> None:
    late = NOW + 10 * DETAILS_TIME
    after = reminded(owing(), late)
    assert (after.state, after.due_at, after.may_lose) == ("accepted", None, True)


def test_who_gave_it_or_is_asked_for_nothing_is_left_in_peace() -> None:
    given = give(owing(), details_of(PARCEL, {"address": ADDRESS}), now=NOW)[0]
    free = answer(told(), accept=True, now=NOW, ask=NOTHING)[0]
    for each in (given, free):
        assert each.details_by is None
        assert reminder_due(each, NOW + DETAILS_TIME) is None


def test_who_accepted_before_anything_was_asked_has_a_time_from_when_it_is() -> None:
    later = NOW + timedelta(days=30)
    before = answer(told(), accept=True, now=NOW)[0]
    half, last = later + DETAILS_TIME / 2, later + DETAILS_TIME - timedelta(days=1)
    found = asked(before, PARCEL, later)
    assert (found.details_by, found.due_at) == (later + DETAILS_TIME, half)
    after = reminded(found, half)
    assert (after.reminded, after.due_at) == ("details_half", last)
    assert asked(found, PARCEL, half) == found


def test_who_gave_all_and_is_asked_more_is_reminded_of_that_again() -> None:
    gave = give(owing(), details_of(PARCEL, {"address": ADDRESS}), now=NOW)[0]
    later = NOW + timedelta(days=30)
    found = asked(replace(gave, reminded="details_last"), SIZES, later)
    assert found.details_by == later + DETAILS_TIME
    assert reminder_due(found, later + DETAILS_TIME / 2) is Reminder.DETAILS_HALF


def test_who_is_late_stays_late_and_who_owes_nothing_any_more_has_no_date() -> None:
    late = NOW + 2 * DETAILS_TIME
    assert asked(owing(), SIZES, late).details_by == NOW + DETAILS_TIME
    assert asked(owing(), NOTHING, late).details_by is None


def test_due_work_gives_a_date_to_a_winner_of_earlier_code() -> None:
    before = answer(told(), accept=True, now=NOW)[0]
    after = looked_after(before, now=LAST, unreachable=False, noticed=None, ask=PARCEL)[0]
    assert after.details_by == LAST + DETAILS_TIME


def test_nobody_is_asked_who_does_not_hold_the_prize_or_is_to_be_skipped() -> None:
    announced = answer(told(), accept=True, now=NOW)[0]
    for by in ("a-1", "a-2"):
        announced, _ = skip(announced, code="rules_breach", evidence_hash=EVIDENCE, by=by, now=NOW)
    for each in (told(), winner(), announced):
        assert asked(each, PARCEL, LAST) == each


def test_a_skip_that_is_taken_back_gives_the_time_back() -> None:
    found = owing()
    for by in ("a-1", "a-2"):
        found, _ = skip(found, code="rules_breach", evidence_hash=EVIDENCE, by=by, now=NOW)
    assert reminder_due(found, NOW + DETAILS_TIME) is None
    later = NOW + timedelta(days=3)
    assert keep(found, by="a-2", now=later)[0].details_by == later + DETAILS_TIME


@given(passed=st.integers(1, 10**9), within=st.integers(1, 10**10))
def test_whenever_a_skip_is_taken_back_the_next_moment_can_be_stored(
    passed: int, within: int
) -> None:
    for found in (told(MOMENT * within), owing()):
        for by in ("a-1", "a-2"):
            found, _ = skip(found, code="rules_breach", evidence_hash=EVIDENCE, by=by, now=NOW)
        later = NOW + MOMENT * passed
        kept, _ = keep(found, by="a-2", now=later)
        after, _ = looked_after(kept, now=later, unreachable=False, noticed=None, kept=NOW)
        assert after.due_at is not None
        assert after.due_at == to_millisecond(after.due_at)
