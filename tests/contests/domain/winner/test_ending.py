"""A winner's time came, or did not yet."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from services.contests.domain.winner import (
    OBJECTION_TIME,
    RECHECK,
    Winner,
    WinnerState,
    answer,
    keep,
    looked_after,
    lost_for,
    skip,
    told_of_prize,
    told_of_skip,
)
from shared.ids import derived_id
from tests.contests.domain.winner.people import EVIDENCE, HOLD, NOW, WEEK, verbs, winner

MOMENT = timedelta(milliseconds=1)


def look(
    found: Winner, now: datetime, *, unreachable: bool = False, noticed: datetime | None = None
) -> tuple[WinnerState, str, datetime | None, list[str]]:
    after, events = looked_after(found, now=now, unreachable=unreachable, noticed=noticed)
    return after.state, after.code, after.due_at, verbs(events)


def told() -> Winner:
    return told_of_prize(winner(), at=NOW, answer_within=WEEK)[0]


def announced(found: Winner) -> Winner:
    for by in ("a-1", "a-2"):
        found, _ = skip(found, code="rules_breach", evidence_hash=EVIDENCE, by=by, now=NOW)
    return found


def test_who_may_object_does_not_lose_the_prize_by_the_time_to_answer() -> None:
    late = NOW + WEEK - timedelta(hours=1)
    found = told()
    for by in ("a-1", "a-2"):
        found, _ = skip(found, code="rules_breach", evidence_hash=EVIDENCE, by=by, now=late)
    waits, _ = told_of_skip(found, at=late)
    waits, _ = looked_after(waits, now=late, unreachable=False, noticed=waits.announced_at)
    end = late + OBJECTION_TIME
    assert look(waits, NOW + WEEK) == (WinnerState.NOTIFIED, "", end, [])
    assert look(waits, end)[:2] == (WinnerState.SKIPPED, "rules_breach")


def test_silence_loses_the_prize_when_the_time_to_answer_is_over() -> None:
    end = NOW + WEEK
    asked = replace(told(), reminded="last")
    assert look(asked, end - MOMENT) == (WinnerState.NOTIFIED, "", end, [])
    assert look(asked, end) == (WinnerState.SKIPPED, "no_answer", None, ["winner_skipped"])


def test_a_skip_happens_when_the_time_to_object_is_over_even_to_who_accepted() -> None:
    accepted, _ = answer(announced(told()), accept=True, now=NOW)
    waits, _ = told_of_skip(accepted, at=NOW)
    end = NOW + OBJECTION_TIME
    assert look(waits, end - MOMENT) == (WinnerState.ACCEPTED, "", end, [])
    assert look(waits, end) == (WinnerState.SKIPPED, "rules_breach", None, ["winner_skipped"])


def test_a_skip_of_which_nobody_was_told_never_happens() -> None:
    accepted, _ = answer(announced(told()), accept=True, now=NOW)
    noticed, _ = looked_after(accepted, now=NOW, unreachable=False, noticed=accepted.announced_at)
    assert look(noticed, NOW + timedelta(days=400))[0] is WinnerState.ACCEPTED


def test_a_prize_is_held_for_who_is_not_reached_while_claims_last_and_mails_wait() -> None:
    assert look(winner(), HOLD - MOMENT, unreachable=True) == (WinnerState.DRAWN, "", HOLD, [])
    assert look(winner(), HOLD) == (WinnerState.DRAWN, "", HOLD + RECHECK, [])
    lost = look(winner(), HOLD, unreachable=True)
    assert lost == (WinnerState.SKIPPED, "no_answer", None, ["winner_skipped"])


def test_a_notice_that_is_written_is_owed_no_more_unless_the_skip_is_another_one() -> None:
    owed = announced(told())
    after, _ = looked_after(owed, now=NOW, unreachable=False, noticed=owed.announced_at)
    assert (after.notice_owed, after.due_at) == (False, HOLD)
    before = NOW - timedelta(hours=1)
    still, _ = looked_after(owed, now=NOW, unreachable=False, noticed=before)
    assert (still.notice_owed, still.due_at) == (True, NOW)


def test_who_was_not_told_yet_that_they_may_object_does_not_lose_the_prize_for_an_answer() -> None:
    waits, _ = looked_after(announced(told()), now=NOW, unreachable=False, noticed=NOW)
    assert look(waits, NOW + WEEK) == (WinnerState.NOTIFIED, "", HOLD, [])
    assert look(waits, HOLD)[:2] == (WinnerState.SKIPPED, "no_answer")
    late = told_of_skip(waits, at=HOLD - timedelta(hours=1))[0]
    assert look(late, HOLD)[:2] == (WinnerState.NOTIFIED, "")


@pytest.mark.parametrize("state", [WinnerState.SKIPPED, WinnerState.FULFILLED])
def test_who_has_the_prize_or_lost_it_is_looked_after_no_more(state: WinnerState) -> None:
    assert look(winner(state=state), HOLD + WEEK, unreachable=True) == (state, "", None, [])


def test_the_one_event_of_a_skip_has_an_identifier_that_a_repeat_gives_again() -> None:
    for found, now in ((told(), NOW + WEEK), (told(), NOW + 2 * WEEK)):
        _, (event,) = looked_after(found, now=now, unreachable=False, noticed=None)
        assert event.id == derived_id("winner.skipped", "c-1:e-000001")
        assert event.data == {
            "contest_id": "c-1",
            "ref": "e-000001",
            "code": "no_answer",
            "prize": 0,
            "at": event.data["at"],
        }


def test_whom_no_mail_reaches_keeps_what_was_left_of_the_time_when_a_skip_is_taken_back() -> None:
    hour = timedelta(hours=1)
    found = winner()
    for by in ("a-1", "a-2"):
        found, _ = skip(found, code="rules_breach", evidence_hash=EVIDENCE, by=by, now=HOLD - hour)
    found, _ = told_of_skip(found, at=HOLD - hour)
    kept, _ = keep(found, by="a-2", now=HOLD + 2 * hour)
    assert kept.hold_until == HOLD + 3 * hour
    assert lost_for(kept, HOLD + 3 * hour - MOMENT, unreachable=True) == ""
    assert lost_for(kept, HOLD + 3 * hour, unreachable=True) == "no_answer"
