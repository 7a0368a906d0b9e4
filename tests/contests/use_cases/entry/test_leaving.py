"""Leaving a contest, and leaving a mailing list."""

import pytest

from services.contests.domain.entry import Entry, EntryState, Person
from services.contests.domain.errors import Sealing
from services.contests.use_cases.entry.read_own import OwnEntry, read_own_entry
from services.contests.use_cases.entry.unsubscribe import unsubscribe
from services.contests.use_cases.entry.withdraw import withdraw_entry
from shared.errors import NotFound
from tests.contests.desk import WORKSPACE, Desk

OPT_IN = {"opt_in": True, "opt_in_text": {"fr": "Écrivez-moi.", "en": "Write to me."}}


def withdraw(desk: Desk, entry: Entry) -> OwnEntry:
    return withdraw_entry(desk.context, workspace=WORKSPACE, token=desk.manage_token(entry))


def stop(desk: Desk, entry: Entry) -> Entry:
    unsubscribe(desk.context, workspace=WORKSPACE, token=desk.unsubscribe_token(entry))
    return desk.reread(entry)


def test_someone_who_leaves_is_erased(desk: Desk) -> None:
    entry = desk.entered(desk.opened())
    left = withdraw(desk, entry).entry
    assert left.state is EntryState.WITHDRAWN
    assert left.person == Person()
    stored = repr(desk.database.collection("entries").get(WORKSPACE, entry.id))
    assert "silva" not in stored.casefold()
    assert entry.address_key not in stored


def test_leaving_twice_is_told_once(desk: Desk) -> None:
    entry = desk.entered(desk.opened())
    assert withdraw(desk, entry) == withdraw(desk, entry)
    assert desk.verbs() == ["confirmed", "submitted", "withdrawn"]


def test_someone_who_left_may_enter_again(desk: Desk) -> None:
    contest = desk.opened()
    withdraw(desk, desk.entered(contest))
    assert desk.entered(contest).state is EntryState.CONFIRMED


def test_after_the_seal_the_leaf_stays_and_the_person_is_erased(desk: Desk) -> None:
    contest = desk.opened()
    entry = desk.entered(contest)
    desk.begin_seal(contest)
    desk.end_seal(contest, entry)
    left = withdraw(desk, entry)
    assert left.in_list is True
    assert left.entry.person == Person()


def test_someone_who_leaves_while_the_list_is_sealed_learns_later_whether_the_leaf_stays(
    desk: Desk,
) -> None:
    contest = desk.opened()
    entry = desk.entered(contest)
    desk.begin_seal(contest)
    with pytest.raises(Sealing):
        withdraw(desk, entry)
    assert desk.reread(entry).person == Person()
    desk.end_seal(contest)
    assert withdraw(desk, entry).in_list is False


def test_unsubscribing_stops_marketing_alone(desk: Desk) -> None:
    entry = desk.entered(desk.opened(data=OPT_IN), opt_in=True)
    stopped = stop(desk, entry)
    assert stopped.state is EntryState.CONFIRMED
    assert stopped.person == entry.person
    withdrawn = {each.purpose for each in stopped.consents if each.withdrawn_at}
    assert withdrawn == {"marketing"}


def test_unsubscribing_twice_keeps_the_first_instant(desk: Desk) -> None:
    entry = desk.entered(desk.opened(data=OPT_IN), opt_in=True)
    first = stop(desk, entry)
    desk.clock.advance(days=1)
    assert stop(desk, entry) == first


def test_ones_own_entry_says_whether_the_list_has_it_once_there_is_one(desk: Desk) -> None:
    contest = desk.opened()
    listed, missing = desk.entered(contest), desk.entered(contest, email="eva@example.org")

    def in_list(entry: Entry) -> bool | None:
        own = desk.manage_token(entry)
        return read_own_entry(desk.context, workspace=WORKSPACE, token=own).in_list

    assert in_list(listed) is None
    desk.begin_seal(contest)
    desk.end_seal(contest, listed)
    assert (in_list(listed), in_list(missing)) == (True, False)


def test_the_link_that_stops_marketing_opens_nothing_else(desk: Desk) -> None:
    entry = desk.entered(desk.opened(data=OPT_IN), opt_in=True)
    given = desk.unsubscribe_token(entry)
    with pytest.raises(NotFound):
        read_own_entry(desk.context, workspace=WORKSPACE, token=given)
    with pytest.raises(NotFound):
        withdraw_entry(desk.context, workspace=WORKSPACE, token=given)
    with pytest.raises(NotFound):
        unsubscribe(desk.context, workspace=WORKSPACE, token=desk.manage_token(entry))


def test_someone_whose_confirmation_came_too_late_is_erased_too(desk: Desk) -> None:
    contest = desk.opened()
    late = desk.submit(contest)
    desk.context.stores.entries.change(late, lambda each: each.lapse(desk.context.stamp()))
    assert "withdraw" in own(desk, late).actions
    left = withdraw(desk, late)
    assert left.entry.person == Person()
    assert left.actions == []


def own(desk: Desk, entry: Entry) -> OwnEntry:
    return read_own_entry(desk.context, workspace=WORKSPACE, token=desk.manage_token(entry))
