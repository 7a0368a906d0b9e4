"""What insights remember of a contest: its state and when it came to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class KnownContest:
    """What the last event of a contest said; `sequence` is its place in the contest's life."""

    id: str
    workspace_id: str
    sequence: int
    state: str
    since: datetime


STATE_AFTER: Mapping[str, str] = {
    "opened": "open",
    "closed": "closed",
    "sealed": "sealed",
    "drawn": "drawn",
    "settled": "settled",
    "cancelled": "cancelled",
}
