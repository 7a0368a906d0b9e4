"""Changing a promise: publicly, and to nobody's loss."""

from datetime import timedelta
from typing import Any

import pytest

from services.contests.domain.contest import Contest, State
from services.contests.domain.draw import canonical_hash
from services.contests.domain.errors import (
    AmendmentRefused,
    TooLateToCancel,
    WrongState,
)
from services.contests.use_cases.contest.amend import amend_contest
from services.contests.use_cases.contest.cancel import cancel_contest
from tests.contests.desk import MOMENT, WORKSPACE, Desk

LATER = {
    "claims_end_at": "2026-05-30T09:00:00.000Z",
    "draw_at": "2026-03-20T09:00:00.000Z",
    "closes_at": "2026-03-09T09:00:00.000Z",
}


def amend(desk: Desk, contest: Contest, field: str, after: Any) -> Contest:
    return amend_contest(
        desk.context,
        workspace=WORKSPACE,
        contest=contest.id,
        version=contest.version,
        field=field,
        after=after,
        reason="More time",
    )


def cancel(desk: Desk, contest: Contest) -> Contest:
    return cancel_contest(desk.context, workspace=WORKSPACE, contest=contest.id, reason="Storm")


def test_an_amendment_is_kept_beside_what_was_promised(desk: Desk) -> None:
    contest = desk.opened()
    amended = amend(desk, contest, "organiser.name", "Maison Lumen SAS")
    assert amended.settings == contest.settings
    assert amended.in_force["organiser"]["name"] == "Maison Lumen SAS"
    [link] = amended.amendments
    assert (link["before"], link["after"], link["reason"]) == (
        "Maison Lumen",
        "Maison Lumen SAS",
        "More time",
    )


def test_amendments_are_chained_by_hash_and_change_the_hash_of_the_rules(desk: Desk) -> None:
    contest, hashes = desk.opened(), set()
    for field, after in LATER.items():
        hashes.add(contest.rules_hash)
        contest = amend(desk, contest, field, after)
    first, second, third = contest.amendments
    assert first["previous"] == canonical_hash(contest.settings)
    assert second["previous"] == canonical_hash(first)
    assert third["previous"] == canonical_hash(second)
    assert len(hashes | {contest.rules_hash}) == 4


def test_a_later_closing_takes_entries_until_then_and_wakes_the_worker_then(desk: Desk) -> None:
    contest = desk.opened()
    former = contest.schedule.closes_at
    for field, after in LATER.items():
        contest = amend(desk, contest, field, after)
    assert contest.due_at == contest.schedule.closes_at == former + timedelta(days=1)
    desk.clock.set(former)
    assert desk.submit(contest).submitted_at == former


def test_a_closing_never_comes_earlier(desk: Desk) -> None:
    contest = desk.opened()
    with pytest.raises(AmendmentRefused):
        amend(desk, contest, "closes_at", "2026-03-07T09:00:00.000Z")
    assert desk.now(contest).amendments == ()


def test_an_amendment_may_not_leave_dates_that_block(desk: Desk) -> None:
    contest = desk.opened()
    with pytest.raises(AmendmentRefused) as refused:
        amend(desk, contest, "closes_at", "2026-04-09T09:00:00.000Z")
    assert "draw_too_early" in {fault.code for fault in refused.value.fields}


def test_nothing_is_amended_from_the_instant_of_closing(desk: Desk) -> None:
    contest = desk.opened()
    desk.clock.set(contest.schedule.closes_at - MOMENT)
    amended = amend(desk, contest, "organiser.name", "Lumen")
    desk.clock.set(contest.schedule.closes_at)
    with pytest.raises(WrongState):
        amend(desk, amended, "organiser.name", "Maison")


def test_a_date_is_told_with_before_and_after(desk: Desk) -> None:
    amended = amend(desk, desk.opened(), "claims_end_at", LATER["claims_end_at"])
    event = desk.events("contests")[-1]
    assert event.type == "kermesse.contests.contest.amended.v1"
    assert event.data["before"] < event.data["after"] == LATER["claims_end_at"]
    assert event.data["rules_hash"] == amended.rules_hash


@pytest.mark.parametrize(
    ("field", "after"),
    [
        ("organiser.name", "Ada Martin"),
        ("organiser.address", "12 rue des Lilas"),
        ("prizes", [{"name": "Lamp", "count": 2}, {"name": "Ada Martin", "count": 1}]),
    ],
)
def test_names_and_addresses_stay_out_of_events(desk: Desk, field: str, after: Any) -> None:
    opened = desk.opened(organiser={"name": "Eva Roux", "address": "3 rue Basse"})
    amended = amend(desk, opened, field, after)
    data = desk.events("contests")[-1].data
    assert (data["field"], data["rules_hash"]) == (field, amended.rules_hash)
    assert not {"before", "after"} & data.keys()
    assert amended.amendments[-1]["after"] == after


def test_large_texts_can_be_amended(desk: Desk) -> None:
    prizes = [{"name": "Lamp", "count": 2}]
    many = [{"name": f"{n:03d}", "count": 1, "delivery": "à" * 1000} for n in range(99)]
    contest = desk.opened(prizes=[*prizes, *many])
    after = [*prizes, *({**prize, "count": 2} for prize in many)]
    assert amend(desk, contest, "prizes", after).in_force["prizes"] == after


def test_a_cancelled_contest_takes_no_entry_and_a_repeat_tells_it_once(desk: Desk) -> None:
    contest = desk.opened()
    cancelled = cancel(desk, contest)
    assert cancelled.state is State.CANCELLED
    assert cancelled.due_at == cancelled.cancelled_at + timedelta(days=90)
    cancel(desk, contest)
    assert desk.verbs("contests") == ["cancelled", "changed", "opened"]


@pytest.mark.parametrize(("before_draw", "possible"), [(601, True), (600, False), (0, False)])
def test_a_contest_is_cancelled_until_ten_minutes_before_its_draw(
    desk: Desk, before_draw: int, possible: bool
) -> None:
    contest = desk.opened()
    desk.clock.set(contest.schedule.draw_at - timedelta(seconds=before_draw))
    if possible:
        assert cancel(desk, contest).state is State.CANCELLED
    else:
        with pytest.raises(TooLateToCancel):
            cancel(desk, contest)


def test_nothing_stops_a_contest_whose_sealing_began(desk: Desk) -> None:
    contest = desk.begin_seal(desk.opened())
    with pytest.raises(TooLateToCancel):
        cancel(desk, contest)
