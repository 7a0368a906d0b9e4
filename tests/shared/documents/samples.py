"""Documents and events that the tests of this folder share."""

from datetime import UTC, datetime, timedelta
from typing import Any

from shared.events import Event

NOON = datetime(2026, 6, 21, 12, tzinfo=UTC)


def document(identifier: str, **fields: Any) -> dict[str, Any]:
    """Return a document of the workspace `acme`."""
    return {"_id": identifier, "workspace_id": "acme", "version": 1, **fields}


def event(number: int, **data: Any) -> Event:
    """Return the event of so many seconds after noon."""
    return Event(
        id=f"event-{number}",
        type="kermesse.contests.entry.submitted.v1",
        topic="contests.entry",
        key="entry-1",
        time=NOON + timedelta(seconds=number),
        data=data or {"number": number},
        trace="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    )


def numbered(number: int) -> str:
    """Return an identifier that sorts by its number."""
    return f"d{number:07}"
