"""What blocks the publishing of a contest, line by line."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contests.domain.beacon import QUICKNET
from services.contests.domain.contest import schedule_of
from services.contests.domain.contest.blocking import Limits, blocking
from services.contests.domain.contest.rules import completed
from shared.events import instant_of, instant_text

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
LIMITS = Limits(seal_lead=timedelta(hours=1), shortest_window=timedelta(hours=1))
TEXTS = {"fr": {"title": "Jeu"}, "en": {"title": "Draw"}}
COMPLETE: dict[str, Any] = {
    "opens_at": "2026-03-02T09:00:00.000Z",
    "closes_at": "2026-03-09T09:00:00.000Z",
    "organiser": {"name": "Maison Lumen"},
    "prizes": [{"name": "Lamp", "count": 2}],
}


def lines(changes: dict[str, Any], texts: dict[str, Any] = TEXTS) -> set[tuple[str, str]]:
    settings = completed({**COMPLETE, **changes}, LIMITS)
    return {(fault.field, fault.code) for fault in blocking(settings, texts, LIMITS, NOW)}


def test_a_complete_contest_is_not_blocked() -> None:
    assert lines({}) == set()


def test_an_empty_draft_says_everything_that_it_lacks() -> None:
    settings = completed({}, LIMITS)
    faults = {(fault.field, fault.code) for fault in blocking(settings, {}, LIMITS, NOW)}
    assert faults == {
        ("settings.opens_at", "missing"),
        ("settings.closes_at", "missing"),
        ("settings.draw_at", "missing"),
        ("settings.claims_end_at", "missing"),
        ("settings.organiser.name", "missing"),
        ("settings.prizes", "no_prize"),
        ("texts.fr.title", "missing"),
        ("texts.en.title", "missing"),
    }


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {"opens_at": "2026-03-09T09:00:00.000Z"},
            ("settings.closes_at", "closes_before_opening"),
        ),
        (
            {"opens_at": "2026-01-01T09:00:00.000Z", "closes_at": "2026-03-01T09:00:00.000Z"},
            ("settings.closes_at", "closes_in_the_past"),
        ),
        ({"draw_at": "2026-03-12T10:04:59.999Z"}, ("settings.draw_at", "draw_too_early")),
        ({"confirm_within": 3599}, ("settings.confirm_within", "window_too_short")),
        ({"review_within": 0}, ("settings.review_within", "window_too_short")),
        ({"review_within": 25 * 3600 - 1}, ("settings.review_within", "window_too_short")),
        ({"answer_within": 60}, ("settings.answer_within", "window_too_short")),
        (
            {"claims_end_at": "2026-03-20T09:00:00.000Z"},
            ("settings.claims_end_at", "answers_pass_the_end"),
        ),
        ({"prizes": [{"name": "", "count": 1}]}, ("settings.prizes.0.name", "missing")),
        ({"prizes": [{"name": "Lamp", "count": 0}]}, ("settings.prizes.0.count", "prize_count")),
        (
            {"prizes": [{"name": "A", "count": 600}, {"name": "B", "count": 600}]},
            ("settings.prizes", "prize_count"),
        ),
        (
            {"eligibility": {"minimum_age": 14}},
            ("settings.eligibility.minimum_age", "minimum_age_too_low"),
        ),
        (
            {"eligibility": {"countries": ["FR", "IT"]}},
            ("settings.eligibility.countries", "country_excluded_by_default"),
        ),
        ({"mechanic": {"kind": "wheel"}}, ("settings.mechanic.kind", "unknown")),
        ({"mechanic": {"kind": "secret_code"}}, ("settings.mechanic.code", "missing")),
        ({"data": {"opt_in": True}}, ("settings.data.opt_in_text.fr", "missing")),
    ],
)
def test_each_fault_blocks_with_its_own_line(
    changes: dict[str, Any], line: tuple[str, str]
) -> None:
    assert line in lines(changes)


def test_a_draw_that_leaves_the_sealing_its_minutes_is_allowed() -> None:
    assert lines({"draw_at": "2026-03-12T10:05:00.000Z"}) == set()


def test_contests_of_seconds_open_on_a_test_beacon_alone() -> None:
    seconds = {"confirm_within": 1, "review_within": 1, "answer_within": 1, "alternates": 0}
    opened = {}
    for test in (True, False):
        limits = Limits(timedelta(seconds=1), timedelta(seconds=1), test_beacon=test)
        settings = completed({**COMPLETE, **seconds}, limits)
        opened[test] = {
            (fault.field, fault.code) for fault in blocking(settings, TEXTS, limits, NOW)
        }
    assert opened == {
        True: set(),
        False: {("settings.review_within", "window_too_short")},
    }


@given(review=st.integers(25 * 3600, 10**6))
def test_who_is_excluded_has_a_day_to_appeal_on_a_public_beacon(review: int) -> None:
    settings = completed({**COMPLETE, "review_within": review}, LIMITS)
    dates = schedule_of({**settings, "beacon": {"chain": QUICKNET.hash}})
    assert dates.review_until - dates.last_exclusion == timedelta(hours=24)
    assert dates.last_exclusion - dates.confirm_by >= LIMITS.shortest_window


def test_alternates_who_can_all_answer_exactly_by_the_end_are_allowed() -> None:
    exact = {
        "draw_at": "2026-03-12T10:05:00.000Z",
        "alternates": 1,
        "answer_within": 86400,
        "claims_end_at": "2026-03-14T10:05:00.000Z",
    }
    assert lines(exact) == set()
    late = {**exact, "claims_end_at": "2026-03-14T10:04:59.999Z"}
    assert lines(late) == {("settings.claims_end_at", "answers_pass_the_end")}


@given(
    days=st.integers(1, 300),
    confirm=st.integers(3600, 10**6),
    review=st.integers(25 * 3600, 10**6),
    answer=st.integers(3600, 10**6),
    alternates=st.integers(0, 50),
    lead=st.integers(1, 10**5),
)
def test_computed_dates_never_block(
    days: int, confirm: int, review: int, answer: int, alternates: int, lead: int
) -> None:
    limits = Limits(timedelta(seconds=lead), timedelta(hours=1))
    closes = instant_text(instant_of(COMPLETE["opens_at"]) + timedelta(days=days))
    windows = {
        "confirm_within": confirm,
        "review_within": review,
        "answer_within": answer,
        "alternates": alternates,
    }
    settings = completed({**COMPLETE, "closes_at": closes, **windows}, limits)
    assert blocking(settings, TEXTS, limits, NOW) == []
    dates = schedule_of(settings)
    assert dates.opens_at < dates.closes_at < dates.confirm_by < dates.review_until < dates.draw_at
