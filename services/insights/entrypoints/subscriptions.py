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
from services.insights.entrypoints.schemas import ContestEvent, EntryEvent, SubmittedEvent, read
from services.insights.use_cases.record_contest import RecordContest
from services.insights.use_cases.record_entry import RecordEntry
from shared.consumer import InvalidMessage, Received

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
FIRST = ("submitted", "refused")
WITH_REASON = (EXCLUDED, REFUSED)

Handler = Callable[[Received], None]


def handlers(
    record_entry: Callable[[RecordEntry], None], record_contest: Callable[[RecordContest], None]
) -> dict[str, Handler]:
    """Return the handler of each event type that insights reads."""
    table: dict[str, Handler] = {}
    for verb in STATE_OF:
        table[f"kermesse.contests.entry.{verb}.v1"] = _entry_handler(verb, record_entry)
    for verb in STATE_AFTER:
        table[f"kermesse.contests.contest.{verb}.v1"] = _contest_handler(verb, record_contest)
    return table


def _entry_handler(verb: str, record: Callable[[RecordEntry], None]) -> Handler:
    schema = SubmittedEvent if verb in FIRST else EntryEvent
    state = STATE_OF[verb]

    def handle(received: Received) -> None:
        data = _checked(schema, received)
        reason = data["reason"] if state in WITH_REASON else ""
        record(
            RecordEntry(
                EntryFact(
                    id=received.key,
                    workspace_id=received.workspace_id,
                    contest_id=data["contest_id"],
                    sequence=received.sequence,
                    source=data["source"],
                    outcome=outcome_of(state, reason),
                    hour=data["hour"] if verb in FIRST else "",
                )
            )
        )

    return handle


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
