"""What happened: a past-tense fact, stored with its document, published by the relay."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar

from shared.errors import AppError

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)


class BadInstant(AppError):
    """An instant is written 2026-03-29T16:00:00.000Z."""

    slug: ClassVar[str] = "bad_instant"


@dataclass(frozen=True)
class Event:
    """A fact. `type` is `kermesse.contests.entry.submitted.v1`, `topic` `contests.entry`.

    `data` are JSON values. The event carries no sequence: it is computed when it is published.
    """

    id: str
    type: str
    topic: str
    key: str
    time: datetime
    data: Mapping[str, Any]
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Identifier (a ulid, or derived where a repeat must give the same one) and instant."""

    id: str
    at: datetime


def fact(topic: str, verb: str, key: str, stamp: Stamp, data: Mapping[str, Any]) -> Event:
    """Return the event `kermesse.<topic>.<verb>.v1`."""
    return Event(
        id=stamp.id,
        type=f"kermesse.{topic}.{verb}.v1",
        topic=topic,
        key=key,
        time=stamp.at,
        data=data,
    )


def instant_text(instant: datetime) -> str:
    """Return an instant as events and frozen documents write it: RFC 3339, UTC, milliseconds, Z."""
    text = instant.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.removesuffix("+00:00") + "Z"


def instant_of(text: str) -> datetime:
    """Read an instant as `instant_text` writes it. Raises `BadInstant`."""
    if not _INSTANT.fullmatch(text):
        raise BadInstant
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInstant from error


def hour_of(instant: datetime) -> str:
    """Return the UTC hour of an instant, as figures are counted: `2026-03-29T16`."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H")
