"""What every event has: an identifier, an instant, a topic, a key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from shared.documents import Event


@dataclass(frozen=True, slots=True)
class Stamp:
    """Identifier (a ulid, or derived where a repeat must give the same one) and instant."""

    id: str
    at: datetime


def hour_of(instant: datetime) -> str:
    """Return the UTC hour of an instant, as figures are counted: `2026-03-29T16`."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H")


def event(topic: str, verb: str, key: str, stamp: Stamp, data: Mapping[str, Any]) -> Event:
    """Return the event `kermesse.<topic>.<verb>.v1`."""
    return Event(
        id=stamp.id,
        type=f"kermesse.{topic}.{verb}.v1",
        topic=topic,
        key=key,
        time=stamp.at,
        data=data,
    )
