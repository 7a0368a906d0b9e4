"""Who was shown partners: noted before they are, by ids alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from services.influencers.domain.events import people_read
from shared.events import Event, Stamp

# The whole of any thirteen months in a row.
KEPT = timedelta(days=397)


class Purpose(StrEnum):
    """What partners were shown for."""

    PARTNERS = "partners"
    PARTNER = "partner"
    SEARCH = "search"
    TAKEN = "taken"
    ERASED = "erased"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class PeopleRead:
    """Somebody of the team is shown names and addresses of partners, by the partners' ids.

    `searched` stands for the address that was looked for, by the workspace's own key.
    """

    id: str
    workspace_id: str
    account_id: str
    purpose: Purpose
    refs: tuple[str, ...]
    at: datetime
    program_id: str = ""
    searched: str = ""

    @property
    def kept_until(self) -> datetime:
        """When this note goes."""
        return self.at + KEPT

    @property
    def event(self) -> Event:
        """The fact, under the note's own id."""
        return people_read(
            Stamp(self.id, self.at),
            workspace_id=self.workspace_id,
            account_id=self.account_id,
            purpose=self.purpose.value,
            refs=self.refs,
            program_id=self.program_id,
            searched=self.searched,
        )
