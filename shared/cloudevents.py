"""CloudEvents 1.0 over the bus, binary mode: attributes are headers, data is the value."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from shared.bus import Message, Outgoing
from shared.documents import Pending
from shared.events import Event, instant_text

CONTENT_TYPE = b"application/json"
DEEPEST = 32


class InvalidMessage(Exception):
    """A message that can never be handled: it goes to the dead letters, with the reason."""


@dataclass(frozen=True)
class Received:
    """An event as it was read. `sequence` counts the events of its source from 1."""

    id: str
    type: str
    sequence: int
    key: str
    source: str
    time: datetime
    workspace_id: str
    data: dict[str, Any]
    traceparent: str
    topic: str
    partition: int
    offset: int


def outgoing(service: str, collection: str, pending: Pending, place: int) -> Outgoing:
    """Return the message of `pending.events[place]`; its sequence is `sent + place + 1`.

    Raises `ValueError` or `TypeError` for data that is not JSON.
    """
    event: Event = pending.events[place]
    headers = {
        "ce_specversion": "1.0",
        "ce_id": event.id,
        "ce_type": event.type,
        "ce_source": f"/{service}/{collection}/{pending.id}",
        "ce_time": instant_text(event.time),
        "ce_sequence": str(pending.sent + place + 1),
        "ce_workspaceid": pending.workspace_id,
    }
    if event.trace:
        headers["traceparent"] = event.trace
    written = [(name, text.encode()) for name, text in headers.items()]
    value = _encoder.encode(event.data).encode()
    return Outgoing(event.topic, event.key, value, (*written, ("content-type", CONTENT_TYPE)))


def type_of(message: Message) -> str:
    """Return the event's type; raise `InvalidMessage` where it is no CloudEvent 1.0."""
    if _text(message.headers, "ce_specversion") != "1.0":
        raise InvalidMessage("ce_specversion is not 1.0")
    return _text(message.headers, "ce_type")


def received(message: Message) -> Received:
    """Return the event that `message` carries; raise `InvalidMessage` with what is wrong."""
    headers = message.headers
    return Received(
        id=_text(headers, "ce_id"),
        type=type_of(message),
        sequence=_sequence(headers),
        key=message.key,
        source=_text(headers, "ce_source"),
        time=_time(headers),
        workspace_id=_text(headers, "ce_workspaceid"),
        data=_data(message.value),
        traceparent=headers.get("traceparent", b"").decode(errors="replace"),
        topic=message.topic,
        partition=message.partition,
        offset=message.offset,
    )


def _text(headers: Mapping[str, bytes], name: str) -> str:
    try:
        text = headers.get(name, b"").decode()
    except UnicodeDecodeError as error:
        raise InvalidMessage(f"{name} is not UTF-8") from error
    if not text:
        raise InvalidMessage(f"{name} is absent")
    return text


def _sequence(headers: Mapping[str, bytes]) -> int:
    text = _text(headers, "ce_sequence")
    if not (text.isascii() and text.isdigit() and len(text) < 19 and int(text) > 0):
        raise InvalidMessage("ce_sequence is not a positive whole number")
    return int(text)


def _time(headers: Mapping[str, bytes]) -> datetime:
    try:
        instant = datetime.fromisoformat(_text(headers, "ce_time"))
        in_utc = instant.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidMessage("ce_time is not RFC 3339") from error
    if instant.tzinfo is None:
        raise InvalidMessage("ce_time has no offset")
    return in_utc


def _data(value: bytes) -> dict[str, Any]:
    try:
        data = _decoder.decode(value.decode())
        deep = _too_deep(data)
    except (ValueError, RecursionError) as error:
        raise InvalidMessage("the value is not JSON") from error
    if not isinstance(data, dict) or deep:
        raise InvalidMessage(f"the value is not a JSON object at most {DEEPEST} deep")
    return data


def _refused(_constant: str) -> float:
    raise ValueError("NaN and infinities are not JSON")


def _too_deep(value: Any, depth: int = 1) -> bool:
    if depth > DEEPEST:
        return True
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, list):
        return isinstance(value, float) and math.isinf(value)
    return any(
        depth == DEEPEST or (type(inner) is not str and _too_deep(inner, depth + 1))
        for inner in value
    )


_encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_decoder = json.JSONDecoder(parse_constant=_refused)
