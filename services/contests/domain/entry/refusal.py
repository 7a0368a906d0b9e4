"""Forms that were refused: counted, nothing is kept of who sent them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.contests.domain.events import entry_refused
from shared.events import Event, Stamp


class RefusalReason(StrEnum):
    """Why a form was refused: counted, never stored with who sent it."""

    MINOR = "minor"
    COUNTRY = "country"
    LATE = "late"
    RULES_NOT_ACCEPTED = "rules_not_accepted"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A form that was refused: why, where and when, nothing of whom."""

    id: str
    workspace_id: str
    contest_id: str
    source: str
    reason: RefusalReason
    at: datetime

    def told(self, event_id: str) -> Event:
        """Return the fact."""
        return entry_refused(
            Stamp(event_id, self.at),
            refusal_id=self.id,
            contest_id=self.contest_id,
            source=self.source,
            reason=self.reason.value,
        )
