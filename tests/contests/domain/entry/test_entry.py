"""What may be done to an entry, in which state, and what is said of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.contests.domain.entry import (
    Consent,
    Entry,
    EntryState,
    Exclusion,
    ExclusionReason,
    Person,
)
from services.contests.domain.errors import WrongEntryState
from shared.events import Event, Stamp

SENT = datetime(2026, 3, 1, 9, tzinfo=UTC)
STAMP = Stamp("event-1", SENT + timedelta(hours=1))
FRAUD = Exclusion(ExclusionReason.FRAUD, "ada", SENT, "same parcel")
Act = Callable[[Entry], tuple[Entry, Sequence[Event]]]
ACTS: dict[str, Act] = {
    "confirm": lambda entry: entry.confirm(STAMP, address_key="hmac", receipt={"ref": entry.ref}),
    "exclude": lambda entry: entry.exclude(STAMP, ExclusionReason.FRAUD, by="ada"),
    "reinstate": lambda entry: entry.reinstate(STAMP),
    "lapse": lambda entry: entry.lapse(STAMP),
    "withdraw": lambda entry: entry.withdraw(STAMP),
}


def entry(state: EntryState = EntryState.UNCONFIRMED) -> Entry:
    return Entry(
        id="one",
        workspace_id="acme",
        contest_id="c-1",
        ref="e-1",
        address_key="hmac",
        person=Person("ana@example.org", "Ana"),
        country="FR",
        language="fr",
        source="ig",
        weight=1,
        confirm_token="c",
        manage_token="m",
        submitted_at=SENT,
        request_key="r",
        request_hash="h",
        state=state,
        answers={"code": "lumen"},
        consents=(Consent("rules", "1", "fr", SENT), Consent("marketing", "2", "fr", SENT)),
        excluded=FRAUD if state is EntryState.EXCLUDED else None,
    )


@pytest.mark.parametrize(
    ("act", "before", "after"),
    [
        ("confirm", "unconfirmed", "confirmed"),
        ("exclude", "confirmed", "excluded"),
        ("reinstate", "excluded", "confirmed"),
        ("lapse", "unconfirmed", "lapsed"),
        ("lapse", "confirmed", "lapsed"),
        ("withdraw", "unconfirmed", "withdrawn"),
        ("withdraw", "confirmed", "withdrawn"),
        ("withdraw", "excluded", "withdrawn"),
        ("withdraw", "lapsed", "withdrawn"),
    ],
)
def test_an_act_moves_the_entry_and_is_told_once(act: str, before: str, after: str) -> None:
    moved, events = ACTS[act](entry(EntryState(before)))
    assert moved.state == after
    assert [event.id for event in events] == ["event-1"]
    assert events[0].key == "one"


@pytest.mark.parametrize(
    ("act", "allowed"),
    [
        ("confirm", {"unconfirmed"}),
        ("exclude", {"confirmed"}),
        ("reinstate", {"excluded"}),
        ("lapse", {"unconfirmed", "confirmed"}),
    ],
)
def test_an_act_is_refused_in_any_other_state(act: str, allowed: set[str]) -> None:
    for state in set(EntryState) - {EntryState(name) for name in allowed}:
        with pytest.raises(WrongEntryState) as refused:
            ACTS[act](entry(state))
        assert refused.value.extra == {"state": state.value}


def test_who_left_once_has_left() -> None:
    gone, _ = entry().withdraw(STAMP)
    assert gone.withdraw(Stamp("later", STAMP.at + timedelta(days=1))) == (gone, [])


def test_a_confirmation_takes_the_place_of_the_person_and_dates_their_consents() -> None:
    confirmed, _ = ACTS["confirm"](replace(entry(), address_key="one"))
    assert (confirmed.address_key, confirmed.receipt) == ("hmac", {"ref": "e-1"})
    assert confirmed.confirmed_at == STAMP.at
    assert {consent.confirmed_at for consent in confirmed.consents} == {STAMP.at}


def test_a_reinstatement_leaves_no_trace_of_the_exclusion() -> None:
    back, _ = entry(EntryState.EXCLUDED).reinstate(STAMP)
    assert (back.excluded, back.reason) == (None, "")


def test_of_a_forgotten_person_nothing_is_left_but_what_the_proof_needs() -> None:
    forgotten = entry(EntryState.EXCLUDED).forget()
    assert forgotten == replace(
        entry(EntryState.EXCLUDED),
        address_key="erased:one",
        person=Person(),
        country="",
        answers={},
        request_hash="",
        excluded=replace(FRAUD, note=""),
    )


def test_unsubscribing_takes_the_consent_to_marketing_back_and_keeps_its_first_instant() -> None:
    later = STAMP.at + timedelta(days=1)
    stopped = entry().unsubscribe(STAMP.at)
    assert [each.withdrawn_at for each in stopped.consents] == [None, STAMP.at]
    assert stopped.unsubscribe(later) == stopped
