"""A winner is told: of the prize, or of a skip."""

from datetime import timedelta

import pytest

from services.contests.domain.winner import (
    OBJECTION_TIME,
    About,
    SecondPersonNeeded,
    Winner,
    WinnerState,
    WrongWinnerState,
    answer,
    keep,
    skip,
    tell,
    told_of_prize,
    told_of_skip,
)
from shared.ids import derived_id
from tests.contests.domain.winner.people import EVIDENCE, HOLD, NOW, OTHER, WEEK, verbs, winner

LATER = NOW + timedelta(hours=5)


def announced() -> Winner:
    """Return a winner who was told of the prize, and whose skip two people announced."""
    told, _ = told_of_prize(winner(), at=NOW, answer_within=WEEK)
    for by in ("a-1", "a-2"):
        told, _ = skip(told, code="not_eligible", evidence_hash=EVIDENCE, by=by, now=NOW)
    return told


def test_until_told_a_winner_is_looked_after_when_the_prize_is_held_no_longer() -> None:
    assert winner().due_at == HOLD


def test_the_time_to_answer_runs_from_the_mail() -> None:
    told, events = told_of_prize(winner(), at=LATER, answer_within=WEEK)
    assert (told.state, told.notified_at) == (WinnerState.NOTIFIED, LATER)
    assert told.answer_by == told.next_end == LATER + WEEK
    assert told.due_at == LATER + WEEK / 2
    assert events == ()


def test_who_answered_before_the_mail_was_known_of_keeps_the_answer() -> None:
    accepted, _ = answer(winner(), accept=True, now=NOW)
    assert told_of_prize(accepted, at=LATER, answer_within=WEEK) == (accepted, ())


def test_the_time_to_object_runs_from_the_notice_and_ends_first() -> None:
    told, events = told_of_skip(announced(), at=LATER)
    assert told.objection_until == told.due_at == LATER + OBJECTION_TIME
    assert (told.notice_owed, events) == (False, ())
    assert told_of_skip(told, at=LATER + WEEK) == (told, ())


def test_a_notice_of_a_skip_that_was_taken_back_starts_nothing() -> None:
    kept = winner()
    assert told_of_skip(kept, at=LATER) == (kept, ())
    again = announced()
    before = NOW - timedelta(seconds=1)
    assert told_of_skip(again, at=before) == (again, ())


def test_two_people_tell_of_the_prize_with_the_same_evidence() -> None:
    drawn = winner()
    by_one, events = tell(drawn, evidence_hash=EVIDENCE, by="a-1", now=NOW, answer_within=WEEK)
    assert (by_one.state, by_one.due_at, events) == (WinnerState.DRAWN, HOLD, ())
    with pytest.raises(SecondPersonNeeded):
        tell(by_one, evidence_hash=EVIDENCE, by="a-1", now=NOW, answer_within=WEEK)
    by_two, events = tell(by_one, evidence_hash=EVIDENCE, by="a-2", now=LATER, answer_within=WEEK)
    assert by_two.told is not None
    assert (by_two.told.about, by_two.told.by, by_two.told.approved_by) == (
        About.PRIZE,
        "a-1",
        "a-2",
    )
    assert (by_two.state, by_two.answer_by) == (WinnerState.NOTIFIED, LATER + WEEK)
    assert verbs(events) == ["winner_notified"]
    assert events[0].id == derived_id("winner.told", drawn.id)


def test_other_evidence_replaces_what_was_said() -> None:
    by_one, _ = tell(winner(), evidence_hash=EVIDENCE, by="a-1", now=NOW, answer_within=WEEK)
    other, events = tell(by_one, evidence_hash=OTHER, by="a-2", now=LATER, answer_within=WEEK)
    assert other.told is not None
    assert (other.told.evidence_hash, other.told.by, other.told.approved_by) == (OTHER, "a-2", "")
    assert (other.state, events) == (WinnerState.DRAWN, ())


def test_an_announced_skip_is_told_before_the_prize() -> None:
    told = announced()
    for by in ("a-1", "a-2"):
        told, events = tell(told, evidence_hash=EVIDENCE, by=by, now=LATER, answer_within=WEEK)
    assert told.told is not None
    assert (told.told.about, told.objection_until) == (About.SKIP, LATER + OBJECTION_TIME)
    assert verbs(events) == ["skip_notified"]
    at = str(told.announced_at)
    assert events[0].id == derived_id("winner.told_of_skip", told.id, at)


def test_what_two_people_said_of_a_skip_says_nothing_of_the_next_one() -> None:
    told = announced()
    for by in ("a-1", "a-2"):
        told, _ = tell(told, evidence_hash=EVIDENCE, by=by, now=LATER, answer_within=WEEK)
    again, _ = keep(told, by="a-2", now=LATER)
    for by in ("a-1", "a-2"):
        again, _ = skip(again, code="not_eligible", evidence_hash=EVIDENCE, by=by, now=LATER)
    by_one, events = tell(again, evidence_hash=EVIDENCE, by="a-2", now=LATER, answer_within=WEEK)
    assert (by_one.objection_until, events) == (None, ())


def test_who_knows_already_is_not_told_again() -> None:
    told, _ = told_of_prize(winner(), at=NOW, answer_within=WEEK)
    with pytest.raises(WrongWinnerState):
        tell(told, evidence_hash=EVIDENCE, by="a-1", now=NOW, answer_within=WEEK)
