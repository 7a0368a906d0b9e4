"""A mail to everyone whom a fact concerns: its mails are written page by page."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Mailing:
    """A mailing; its id is the event's. `after` is the place reached, `written` how many mails."""

    id: str
    workspace_id: str
    purpose: str
    subject_id: str
    context: Mapping[str, Any] = field(default_factory=dict)
    version: int = 1
    after: str = ""
    written: int = 0
    due_at: datetime | None = None
    attempts: int = 0

    def advanced(self, after: str | None, written: int, now: datetime) -> "Mailing":
        """Return it with a page more; without a place to go on from, it is done."""
        due_at = now if after else None
        return replace(self, after=after or "", written=self.written + written, due_at=due_at)
