"""Who was shown people, and who deleted what: noted before it is done, by ids alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from services.contests.domain.events import changed, people_read
from shared.events import Event, Stamp

# The whole of any thirteen months in a row.
KEPT = timedelta(days=397)


class Purpose(StrEnum):
    """What people were shown for."""

    WINNERS = "winners"
    PEOPLE = "people"
    PERSON = "person"
    SEARCH = "search"
    TAKEN = "taken"
    ERASED = "erased"
    EXPORT = "export"
    DOWNLOAD = "download"


@dataclass(frozen=True, slots=True)
class PeopleRead:
    """Somebody of the team is shown names and addresses.

    `refs` are the pseudonyms of whom they see: never entry ids, which stand beside a source and a
    time elsewhere. `searched` stands for the address that was looked for, by a key that dies with
    the people of the contest, or by that of the newsletter, where a consent outlived them.
    `export` is the id of the export of everybody that was asked for or fetched.
    """

    id: str
    workspace_id: str
    contest_id: str
    account_id: str
    purpose: Purpose
    refs: tuple[str, ...]
    at: datetime
    searched: str = ""
    export: str = ""

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
            contest_id=self.contest_id,
            account_id=self.account_id,
            purpose=self.purpose.value,
            refs=self.refs,
            searched=self.searched,
            export=self.export,
        )


@dataclass(frozen=True, slots=True)
class DraftDeleted:
    """An account decided that a draft goes."""

    id: str
    workspace_id: str
    contest_id: str
    account_id: str
    at: datetime

    @property
    def kept_until(self) -> datetime:
        """When this note goes."""
        return self.at + KEPT

    @property
    def event(self) -> Event:
        """The fact, under the note's own id."""
        return changed(
            Stamp(self.id, self.at),
            workspace_id=self.workspace_id,
            contest_id=self.contest_id,
            account_id=self.account_id,
            act="delete",
        )
