"""The review: taking entries out and back in, before the seal."""

from dataclasses import replace

import pytest

from services.contests.domain.entry import Entry, EntryState, ExclusionReason
from services.contests.domain.errors import (
    ContestClosed,
    ListSealed,
    Sealing,
    TooLateToExclude,
    WrongEntryState,
)
from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.exclude import exclude_entry
from services.contests.use_cases.entry.reinstate import reinstate_entry
from shared.errors import NotFound
from tests.contests.desk import MOMENT, WORKSPACE, Desk


def exclude(desk: Desk, entry: Entry, context: Context | None = None) -> Entry:
    return exclude_entry(
        context or desk.context,
        workspace=WORKSPACE,
        contest=entry.contest_id,
        entry=entry.id,
        reason=ExclusionReason.FRAUD,
        by="ada",
        note="same parcel",
    )


def reinstate(desk: Desk, entry: Entry, context: Context | None = None) -> Entry:
    return reinstate_entry(
        context or desk.context, workspace=WORKSPACE, contest=entry.contest_id, entry=entry.id
    )


def test_an_exclusion_names_its_reason_and_who_decided(desk: Desk) -> None:
    excluded = exclude(desk, desk.entered(desk.opened()))
    assert excluded.state is EntryState.EXCLUDED
    assert excluded.excluded is not None
    assert (excluded.reason, excluded.excluded.by) == ("fraud", "ada")
    told, audited = desk.events()[-2:]
    assert (told.data["reason"], audited.data["account_id"]) == ("fraud", "ada")
    assert "note" not in told.data | audited.data


def test_a_repeated_exclusion_is_told_once(desk: Desk) -> None:
    entry = desk.entered(desk.opened())
    assert exclude(desk, entry) == exclude(desk, entry)
    assert desk.verbs() == ["changed", "confirmed", "excluded", "submitted"]


def test_someone_excluded_still_holds_their_place(desk: Desk) -> None:
    contest = desk.opened()
    exclude(desk, desk.entered(contest))
    with pytest.raises(Exception, match="already takes part"):
        desk.entered(contest)


def test_an_appeal_puts_an_entry_back_in(desk: Desk) -> None:
    entry = desk.entered(desk.opened())
    exclude(desk, entry)
    back = reinstate(desk, entry)
    assert (back.state, back.excluded, back.reason) == (EntryState.CONFIRMED, None, "")
    assert reinstate(desk, entry) == back
    assert desk.verbs() == ["changed", "confirmed", "excluded", "reinstated", "submitted"]


def test_only_a_confirmed_entry_is_excluded(desk: Desk) -> None:
    with pytest.raises(WrongEntryState):
        exclude(desk, desk.submit(desk.opened()))


def test_someone_excluded_has_24_hours_left_to_appeal(desk: Desk) -> None:
    contest = desk.opened()
    one, other = desk.entered(contest), desk.entered(contest, email="eva@example.org")
    desk.clock.set(contest.schedule.last_exclusion - MOMENT)
    exclude(desk, one)
    desk.clock.set(contest.schedule.last_exclusion)
    with pytest.raises(TooLateToExclude):
        exclude(desk, other)
    desk.clock.set(contest.schedule.review_until - MOMENT)
    assert reinstate(desk, one).state is EntryState.CONFIRMED


def test_nothing_is_excluded_or_reinstated_once_the_sealing_began(desk: Desk) -> None:
    contest = desk.opened()
    one, other = desk.entered(contest), desk.entered(contest, email="eva@example.org")
    exclude(desk, other)
    desk.begin_seal(contest)
    with pytest.raises(ListSealed):
        exclude(desk, one)
    with pytest.raises(ListSealed):
        reinstate(desk, other)


def test_an_exclusion_that_the_seal_overtook_is_taken_back_if_the_list_has_the_entry(
    desk: Desk,
) -> None:
    contest = desk.opened()
    entry = desk.entered(contest)
    with pytest.raises(Sealing):
        exclude(desk, entry, desk.interrupted(lambda: desk.begin_seal(contest)))
    desk.end_seal(contest, entry)
    with pytest.raises(ListSealed):
        exclude(desk, entry)
    assert desk.reread(entry).state is EntryState.CONFIRMED


def test_an_exclusion_that_the_seal_overtook_stands_if_the_list_has_not_the_entry(
    desk: Desk,
) -> None:
    contest = desk.opened()
    entry = desk.entered(contest)
    with pytest.raises(Sealing):
        exclude(desk, entry, desk.interrupted(lambda: desk.begin_seal(contest)))
    desk.end_seal(contest)
    assert exclude(desk, entry).state is EntryState.EXCLUDED


def test_a_reinstatement_that_the_seal_overtook_lapses_if_the_list_has_not_the_entry(
    desk: Desk,
) -> None:
    contest = desk.opened()
    entry = exclude(desk, desk.entered(contest))
    with pytest.raises(Sealing):
        reinstate(desk, entry, desk.interrupted(lambda: desk.begin_seal(contest)))
    desk.end_seal(contest)
    with pytest.raises(ContestClosed):
        reinstate(desk, entry)
    assert desk.reread(entry).state is EntryState.LAPSED


def test_an_entry_is_reached_through_its_own_contest_alone(desk: Desk) -> None:
    entry, other = desk.entered(desk.opened()), desk.opened()
    with pytest.raises(NotFound):
        exclude(desk, replace(entry, contest_id=other.id))
