"""Entries come back as they were stored, and change by guarded writes, on every store."""

from dataclasses import replace

import pytest

from services.contests.domain.entry import (
    Candidate,
    Consent,
    EntryState,
    Exclusion,
    ExclusionReason,
)
from services.contests.domain.entry_form import EntryForm
from services.contests.domain.errors import AlreadyEntered
from services.contests.domain.events import entry_excluded
from services.contests.use_cases.submit_entry import SubmitEntry, submit_entry
from shared.documents import Database
from shared.errors import NotFound
from tests.contests.desk import FORM, START, WORKSPACE, Desk, desk_over


@pytest.fixture
def desk(each_database: Database) -> Desk:
    """A service over each kind of database."""
    return desk_over(each_database)


def test_every_field_of_an_entry_comes_back(desk: Desk) -> None:
    contest = desk.opened()
    entry = desk.submit(contest)
    assert desk.reread(entry) == replace(entry, version=1)
    confirmed = desk.confirm(entry).entry
    assert desk.reread(entry) == confirmed
    assert confirmed.confirmed_at == START


def test_a_person_has_one_place_in_a_contest(desk: Desk) -> None:
    contest = desk.opened()
    desk.entered(contest)
    with pytest.raises(AlreadyEntered):
        desk.entered(contest, email="ANA.SILVA@example.org")


def test_a_request_key_is_taken_once(desk: Desk) -> None:
    contest = desk.opened()
    entry = desk.submit(contest, key="key-one-1")
    twin = replace(entry, id="twin", ref="e-twin", confirm_token="t", manage_token="m")
    assert desk.context.stores.entries.add(replace(twin, address_key="twin"), []) is False


def test_an_exclusion_is_refused_when_the_entry_moved_in_the_meantime(desk: Desk) -> None:
    entry = desk.entered(desk.opened())
    exclusion = Exclusion(ExclusionReason.FRAUD, "ada", START, "note")

    def exclude() -> object:
        return desk.context.stores.entries.move(
            entry,
            source=EntryState.CONFIRMED,
            target=EntryState.EXCLUDED,
            event=entry_excluded(desk.context.stamp(), entry.facts, reason="fraud"),
            excluded=exclusion,
        )

    assert exclude() is not None
    assert exclude() is None
    assert desk.reread(entry).excluded == exclusion


def test_consents_are_stored_by_whoever_read_the_entry_last(desk: Desk) -> None:
    entry = desk.submit(desk.opened())
    stored = desk.reread(entry)
    consent = Consent("marketing", "00", "fr", START)
    assert desk.context.stores.entries.record_consents(stored, [consent]) is not None
    assert desk.context.stores.entries.record_consents(stored, []) is None
    assert desk.reread(entry).consents == (consent,)


def test_entries_are_counted_by_state_and_reason(desk: Desk) -> None:
    contest, other = desk.opened(), desk.opened()
    for number in range(4):
        desk.submit(contest, email=f"p{number}@example.org")
    desk.entered(contest, email="q@example.org")
    desk.submit(other)

    def count(*what: str) -> int:
        return desk.context.stores.entries.count(WORKSPACE, contest.id, *what)

    assert (count(), count("unconfirmed"), count("confirmed")) == (5, 4, 1)
    assert count("excluded", "fraud") == 0


def test_entries_are_listed_oldest_first_in_pages_by_state_if_asked(desk: Desk) -> None:
    contest = desk.opened()
    entries = [desk.submit(contest, email=f"p{number}@example.org") for number in range(5)]
    desk.confirm(entries[2])
    first = desk.context.stores.entries.page(WORKSPACE, contest.id, limit=3)
    rest = desk.context.stores.entries.page(WORKSPACE, contest.id, limit=3, after=first.after)
    listed = [entry.id for entry in (*first.items, *rest.items)]
    assert listed == sorted(entry.id for entry in entries)
    confirmed = desk.context.stores.entries.page(WORKSPACE, contest.id, state="confirmed")
    assert [entry.id for entry in confirmed.items] == [entries[2].id]


def test_a_workspace_never_sees_the_entries_of_another(desk: Desk) -> None:
    entry = desk.submit(desk.opened(), key="key-one-1")
    for find in (
        lambda: desk.context.stores.entries.get("elsewhere", entry.contest_id, entry.id),
        lambda: desk.context.stores.entries.by_token("elsewhere", "confirm", entry.confirm_token),
        lambda: desk.context.stores.entries.by_request("elsewhere", entry.request_key),
    ):
        with pytest.raises(NotFound):
            find()
    assert desk.context.stores.entries.page("elsewhere", entry.contest_id).items == []
    assert desk.context.stores.entries.count("elsewhere", entry.contest_id) == 0


def test_a_sealed_list_knows_its_refs_alone(desk: Desk) -> None:
    contest = desk.opened()
    entries = [desk.entered(contest, email=f"p{number}@example.org") for number in range(5)]
    desk.begin_seal(contest)
    desk.end_seal(contest, *entries[:4])
    holds = [
        desk.context.stores.list_chunks.holds(WORKSPACE, contest.id, entry.ref) for entry in entries
    ]
    assert holds == [True, True, True, True, False]
    assert not desk.context.stores.list_chunks.holds("elsewhere", contest.id, entries[0].ref)


def test_a_form_is_taken_on_each_store(desk: Desk) -> None:
    contest = desk.opened()
    command = SubmitEntry(WORKSPACE, contest.id, EntryForm(**FORM), "key-one-1")
    assert submit_entry(command, desk.context).id == submit_entry(command, desk.context).id


def test_the_list_is_told_the_state_of_every_entry_and_nothing_of_the_person(desk: Desk) -> None:
    contest = desk.opened()
    waiting, confirmed, out = (
        desk.submit(contest, email=f"{name}@example.org") for name in ("ana", "bea", "cleo")
    )
    for entry in (confirmed, out):
        desk.confirm(entry)
    exclusion = Exclusion(ExclusionReason.FRAUD, "ada", START, "note")
    desk.context.stores.entries.move(
        out,
        source=EntryState.CONFIRMED,
        target=EntryState.EXCLUDED,
        event=entry_excluded(desk.context.stamp(), out.facts, reason="fraud"),
        excluded=exclusion,
    )
    listed, found, after = desk.context.stores.entries, [], None
    while not found or after is not None:
        page = listed.candidates(WORKSPACE, contest.id, after=after, limit=2)
        found, after = [*found, *page.items], page.after
    assert found == sorted(
        [
            Candidate(waiting.ref, 1, EntryState.UNCONFIRMED),
            Candidate(confirmed.ref, 1, EntryState.CONFIRMED, "", START),
            Candidate(out.ref, 1, EntryState.EXCLUDED, "fraud", START),
        ],
        key=lambda one: one.ref,
    )
