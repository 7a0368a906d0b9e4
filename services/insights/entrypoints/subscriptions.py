"""Event type → schema → use case."""

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import Schema, ValidationError

from services.insights.domain.contest import STATE_AFTER, ContestFact
from services.insights.domain.fact import (
    CONFIRMED,
    EXCLUDED,
    LAPSED,
    REFUSED,
    UNCONFIRMED,
    WITHDRAWN,
    EntryFact,
    outcome_of,
)
from services.insights.entrypoints.schemas import (
    ConfirmedEvent,
    ContestEvent,
    EntryEvent,
    SubmittedEvent,
    read,
)
from services.insights.use_cases.record_contest import RecordContest
from services.insights.use_cases.record_entries import RecordEntries
from shared.consumer import Handler, InvalidMessage, Received, Together

TOPICS = ("contests.contest", "contests.entry")
STATE_OF: Mapping[str, str] = {
    "submitted": UNCONFIRMED,
    "confirmed": CONFIRMED,
    "excluded": EXCLUDED,
    "reinstated": CONFIRMED,
    "withdrawn": WITHDRAWN,
    "lapsed": LAPSED,
    "refused": REFUSED,
}
SCHEMA_OF: Mapping[str, type[EntryEvent]] = {
    "submitted": SubmittedEvent,
    "refused": SubmittedEvent,
    "confirmed": ConfirmedEvent,
}
WITH_REASON = (EXCLUDED, REFUSED)
ENTRY, VERSION = "kermesse.contests.entry.", ".v1"


def handlers(
    record_entries: Callable[[RecordEntries], None],
    record_contest: Callable[[RecordContest], None],
) -> dict[str, Handler | Together]:
    """Return the handler of each event type that insights reads; those of entries share one."""
    entries = Together(
        lambda events: record_entries(RecordEntries([_entry_fact(event) for event in events]))
    )
    table: dict[str, Handler | Together] = {}
    for verb in STATE_OF:
        table[f"{ENTRY}{verb}{VERSION}"] = entries
    for verb in STATE_AFTER:
        table[f"kermesse.contests.contest.{verb}.v1"] = _contest_handler(verb, record_contest)
    return table


def _entry_fact(received: Received) -> EntryFact:
    verb = received.type.removeprefix(ENTRY).removesuffix(VERSION)
    data = _checked(SCHEMA_OF.get(verb, EntryEvent), received)
    state = STATE_OF[verb]
    return EntryFact(
        id=received.key,
        workspace_id=received.workspace_id,
        contest_id=data["contest_id"],
        sequence=received.sequence,
        source=data["source"],
        outcome=outcome_of(state, data["reason"] if state in WITH_REASON else ""),
        hour=data["submitted_hour"],
    )


def _contest_handler(verb: str, record: Callable[[RecordContest], None]) -> Handler:
    def handle(received: Received) -> None:
        data = _checked(ContestEvent, received)
        record(
            RecordContest(
                ContestFact(
                    id=data["contest_id"],
                    workspace_id=received.workspace_id,
                    sequence=received.sequence,
                    state=STATE_AFTER[verb],
                    at=received.time,
                )
            )
        )

    return handle


def _checked(schema: type[Schema], received: Received) -> dict[str, Any]:
    try:
        return read(schema, received.data)
    except ValidationError as error:
        raise InvalidMessage(str(error.messages)) from error
