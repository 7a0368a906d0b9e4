"""Event type → schema → fact, or state of a contest."""

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import Schema, ValidationError

from services.insights.engine.domain.fact import Fact
from services.insights.engine.subject import Record
from services.insights.subjects.contests.domain.contest import STATE_AFTER, KnownContest
from services.insights.subjects.contests.domain.outcome import STATE_OF, outcome_of
from services.insights.subjects.contests.entrypoints.reading import (
    ConfirmedEvent,
    ContestEvent,
    EntryEvent,
    SubmittedEvent,
    read,
)
from shared.consumer import Handler, InvalidMessage, Received, Together

TOPICS = ("contests.contest", "contests.entry")
SCHEMA_OF: Mapping[str, type[EntryEvent]] = {
    "submitted": SubmittedEvent,
    "refused": SubmittedEvent,
    "confirmed": ConfirmedEvent,
}
ENTRY, VERSION = "kermesse.contests.entry.", ".v1"


def handlers(
    record: Record, record_contest: Callable[[KnownContest], None]
) -> dict[str, Handler | Together]:
    """Return the handler of each event type that is read; those of entries share one."""
    entries = Together(lambda events: record([_fact(event) for event in events]))
    table: dict[str, Handler | Together] = {}
    for verb in STATE_OF:
        table[f"{ENTRY}{verb}{VERSION}"] = entries
    for verb in STATE_AFTER:
        table[f"kermesse.contests.contest.{verb}.v1"] = _contest_handler(verb, record_contest)
    return table


def _fact(received: Received) -> Fact:
    verb = received.type.removeprefix(ENTRY).removesuffix(VERSION)
    data = _checked(SCHEMA_OF.get(verb, EntryEvent), received)
    return Fact(
        id=received.key,
        workspace_id=received.workspace_id,
        about=data["contest_id"],
        sequence=received.sequence,
        source=data["source"],
        outcome=outcome_of(verb, data["reason"]),
        hour=data["submitted_hour"],
    )


def _contest_handler(verb: str, record: Callable[[KnownContest], None]) -> Handler:
    def handle(received: Received) -> None:
        data = _checked(ContestEvent, received)
        record(
            KnownContest(
                id=data["contest_id"],
                workspace_id=received.workspace_id,
                sequence=received.sequence,
                state=STATE_AFTER[verb],
                since=received.time,
            )
        )

    return handle


def _checked(schema: type[Schema], received: Received) -> dict[str, Any]:
    try:
        return read(schema, received.data)
    except ValidationError as error:
        raise InvalidMessage(str(error.messages)) from error
