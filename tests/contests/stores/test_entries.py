"""Entries come back as they were stored, and change by guarded writes, on every store."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from services.contests.domain.entry import (
    Candidate,
    Consent,
    Correction,
    Entry,
    EntryForm,
    EntryState,
    Exclusion,
    ExclusionReason,
    Hint,
    HintReason,
)
from services.contests.domain.errors import AlreadyEntered, WrongEntryState
from services.contests.stores.entries import ENTRIES
from services.contests.use_cases.entry.submit import submit_entry
from shared.documents import Database, Document, Gone
from shared.documents.matching import MISSING, value_at
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
    assert excluded(desk, entry).excluded == exclusion
    with pytest.raises(WrongEntryState):
        excluded(desk, entry)
    assert desk.reread(entry).excluded == exclusion


def test_a_change_is_made_to_the_entry_as_it_now_is_and_loses_nothing_of_another(
    desk: Desk,
) -> None:
    entry = desk.submit(desk.opened())
    consent = Consent("marketing", "00", "fr", START)
    between = [lambda: desk.confirm(entry)]

    def consenting(found: Entry) -> tuple[Entry, tuple[()]]:
        while between:
            between.pop()()
        return replace(found, consents=(consent,)), ()

    changed = desk.context.stores.entries.change(entry, consenting)
    assert changed == desk.reread(entry)
    assert (changed.state, changed.consents) == (EntryState.CONFIRMED, (consent,))


def test_what_later_code_wrote_of_a_person_survives_a_change(desk: Desk) -> None:
    entry = desk.entered(desk.opened())
    kept = {"person.nickname": "Nana", "score": 3}
    entries = desk.database.collection("entries")
    entries.change(WORKSPACE, {"_id": entry.id}, {"$set": kept})
    excluded(desk, entry)
    stored = entries.get(WORKSPACE, entry.id) or {}
    assert (stored["person"]["nickname"], stored["score"]) == ("Nana", 3)


def test_what_is_declared_personal_is_all_that_goes_with_a_person(desk: Desk) -> None:
    contest = desk.opened(mechanic={"kind": "secret_code", "code": "lumière", "bonus": 4})
    entry = desk.entered(contest, answers={"code": "Lumière"})
    entries = desk.database.collection("entries")
    excluded(desk, entry)
    hints = (Hint(HintReason.SAME_MAILBOX, refs=("e-other1",)),)
    known = {"hints": hints, "corrections": (Correction(("country",), desk.clock.now()),)}
    desk.context.stores.entries.change(entry, lambda found: (replace(found, **known), ()))
    before = entries.get(WORKSPACE, entry.id) or {}
    desk.context.stores.entries.change(entry, lambda found: (found.forget(), ()))
    after = entries.get(WORKSPACE, entry.id) or {}
    went = {path for path in paths(before) if value_at(before, path) != value_at(after, path)}
    declared = ENTRIES.personal
    assert went - {"version"} == {*declared, "answers.code"} - {"answers"}
    for path, gone in declared.items():
        if gone is Gone.REPLACED:
            assert value_at(after, path) == f"erased:{entry.id}"
        else:
            left = value_at(after, path)
            assert left is MISSING or not left


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
    sending = {"form": EntryForm(**FORM), "idempotency_key": "key-one-1"}
    first, again = (
        submit_entry(desk.context, workspace=WORKSPACE, contest=contest.id, **sending)
        for _ in range(2)
    )
    assert first.id == again.id


def test_the_list_is_told_the_state_of_every_entry_and_nothing_of_the_person(desk: Desk) -> None:
    contest = desk.opened()
    waiting, confirmed, out = (
        desk.submit(contest, email=f"{name}@example.org") for name in ("ana", "bea", "cleo")
    )
    for entry in (confirmed, out):
        desk.confirm(entry)
    excluded(desk, out)
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


def excluded(desk: Desk, entry: Entry) -> Entry:
    """Take an entry out for fraud, whatever the time."""
    fraud, stamp = ExclusionReason.FRAUD, desk.context.stamp()
    return desk.context.stores.entries.change(
        entry, lambda found: found.exclude(stamp, fraud, by="ada", note="note")
    )


def paths(document: Document, above: str = "") -> Iterator[str]:
    """Yield the path of every member that holds no other."""
    for name, value in document.items():
        if isinstance(value, dict):
            yield from paths(value, f"{above}{name}.")
        else:
            yield f"{above}{name}"
