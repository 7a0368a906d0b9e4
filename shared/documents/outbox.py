"""Pending events: how they are checked, and the record that is stored beside their document."""

import json
from collections.abc import Sequence
from typing import Any

from shared.documents import MOST_EVENT_BYTES, MOST_PENDING_EVENTS, OutboxFull, UnsupportedForm
from shared.documents.shapes.values import MOST_DEPTH, check_scalar, check_text
from shared.events import Event
from shared.tracing import current_trace

Record = dict[str, Any]
_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def records_of(events: Sequence[Event], *, publishes: bool = True) -> list[Record]:
    """Return the records of `events`; raise `UnsupportedForm`, or `OutboxFull` beyond 100.

    `data` is kept as JSON text: its keys may then hold dots, and its numbers any size.
    """
    if events and not publishes:
        raise UnsupportedForm("events in a collection that is declared not to publish")
    if len(events) > MOST_PENDING_EVENTS:
        raise OutboxFull
    if len({event.id for event in events}) != len(events):
        raise UnsupportedForm("the same event twice")
    return [_record(event) for event in events]


def _record(event: Event) -> Record:
    _check_json(dict(event.data))
    record: Record = {
        "id": event.id,
        "type": event.type,
        "topic": event.topic,
        "key": event.key,
        "data": _encoder.encode(dict(event.data)),
        "trace": event.trace or current_trace(),
    }
    for text in record.values():
        check_text(text)
    size = sum(map(_bytes_of, record.values()))
    if size > MOST_EVENT_BYTES:
        raise UnsupportedForm(f"an event of {size} bytes: at most {MOST_EVENT_BYTES}")
    check_scalar(event.time)
    return {**record, "time": event.time}


def _bytes_of(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())


def _check_json(value: object, depth: int = 0) -> None:
    if depth > MOST_DEPTH:
        raise UnsupportedForm("event data nested too deep")
    if isinstance(value, dict):
        if value and depth == MOST_DEPTH:
            raise UnsupportedForm("event data nested too deep")
        for key, member in value.items():
            check_text(key)
            if type(member) is not str or not member.isascii():
                _check_json(member, depth + 1)
    elif isinstance(value, list):
        for member in value:
            _check_json(member, depth + 1)
    elif isinstance(value, str | bool | float):
        check_scalar(value)
    elif value is not None and not isinstance(value, int):
        raise UnsupportedForm(f"{type(value).__name__} in an event's data")


def event_of(record: Record) -> Event:
    """Return the event that was stored as `record`."""
    return Event(**{**record, "data": json.loads(record["data"])})
