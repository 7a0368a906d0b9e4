"""A lead of a program: it came, and may go again; its commission follows."""

from dataclasses import dataclass, replace
from datetime import datetime

from services.influencers.domain.attribution.traces import UNTRACED, Traces
from shared.ids import derived_id

# A lead has one line, so that what is said of order lines holds for it too.
LEAD_LINE = "lead"


@dataclass(frozen=True)
class Lead:
    """A lead; `came_at` is None until it is known.

    `gone` says why it counts no more (`commission.Void`), "" while it does; `cause` is the id of
    what happened last. `told_at` is when it was received, None where code before did, and `told_by`
    the account of the team that told it. `due_at` is when its commission has to be brought up to
    date.
    """

    id: str
    workspace_id: str
    program_id: str
    reference: str
    created_at: datetime
    came_at: datetime | None = None
    traces: Traces = UNTRACED
    gone: str = ""
    cause: str = ""
    seq: int = 0
    told_at: datetime | None = None
    told_by: str = ""
    due_at: datetime | None = None
    version: int = 1

    @property
    def waits_from(self) -> datetime:
        """From when its time counts: its own date, or when it was received if that is later."""
        own = self.came_at or self.created_at
        return max(own, self.told_at or own)

    def came(self, at: datetime, traces: Traces, now: datetime, by: str = "") -> "Lead":
        """Return it once it is known; the same again changes nothing."""
        if self.came_at is not None:
            return self
        return replace(self, came_at=at, traces=traces, told_at=now, told_by=by, due_at=now)

    def moved(self, gone: str, *, cause: str, seq: int, now: datetime) -> "Lead":
        """Return it gone for a reason, or back where `gone` is ""; older news changes nothing.

        `seq` orders what happened to it; `cause` is the id of this.
        """
        if seq <= self.seq:
            return self
        due = now if self.came_at is not None else None
        return replace(self, gone=gone, cause=cause, seq=seq, due_at=due)


def lead_id(workspace: str, program: str, reference: str) -> str:
    """Return the identifier of a lead that a script tells of: one for each of its references."""
    return derived_id("lead", workspace, program, reference)


def lead_of_entry(workspace: str, entry: str) -> str:
    """Return the identifier of the lead that an entry of a contest is."""
    return derived_id("lead of entry", workspace, entry)
