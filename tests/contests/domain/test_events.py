"""Events say what happened, and never point at a person."""

from datetime import UTC, datetime

from services.contests.domain import events
from shared.events import Stamp, hour_of

STAMP = Stamp("event-1", datetime(2026, 3, 29, 16, 59, 59, 999000, tzinfo=UTC))
FACTS = events.EntryFacts("entry-1", "c-1", "ig")


def test_the_hour_of_an_event_is_counted_in_utc() -> None:
    assert hour_of(STAMP.at) == "2026-03-29T16"


def test_no_event_of_an_entry_carries_its_ref_or_its_person() -> None:
    at = STAMP.at
    written = [
        events.entry_submitted(STAMP, FACTS, language="fr", submitted_at=at),
        events.entry_confirmed(STAMP, FACTS, weight=2, confirmed_at=at, submitted_at=at),
        events.entry_excluded(STAMP, FACTS, reason="fraud"),
        events.entry_reinstated(STAMP, FACTS),
        events.entry_withdrawn(STAMP, FACTS),
        events.entry_lapsed(STAMP, FACTS),
        events.entry_refused(STAMP, refusal_id="r", contest_id="c-1", source="", reason="minor"),
    ]
    told = {name for event in written for name in event.data}
    assert not told & {"ref", "email", "first_name", "person", "address_key", "country"}
    assert {event.topic for event in written} == {events.ENTRY_TOPIC}


def test_a_refusal_is_its_own_key_as_nothing_else_is_known() -> None:
    refused = events.entry_refused(
        STAMP, refusal_id="r-1", contest_id="c-1", source="ig", reason="minor"
    )
    assert refused.key == "r-1"
    assert refused.type == "kermesse.contests.entry.refused.v1"
