"""Making the links of a contest: due work that goes on from the partner that it reached."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from shared.ids import derived_id


class BringingState(StrEnum):
    """`waiting` until every partner was looked at."""

    WAITING = "waiting"
    DONE = "done"


@dataclass(frozen=True)
class Bringing:
    """The links to one contest of the partners who are in one program, asked by the account `by`.

    `ready` of `reached` partners have their link; `after` is the place among the enrolments where
    it goes on, None at their beginning. `due_at` is when the worker must look next.
    """

    id: str
    workspace_id: str
    program_id: str
    contest_id: str
    destination: str
    by: str
    asked_at: datetime
    due_at: datetime | None = None
    state: BringingState = BringingState.WAITING
    after: str | None = None
    reached: int = 0
    ready: int = 0
    done_at: datetime | None = None
    version: int = 1

    def asked_again(self, destination: str, by: str, now: datetime) -> "Bringing":
        """Return it from its beginning, for who came since; while it runs, nothing changes."""
        if self.state is BringingState.WAITING:
            return self
        return Bringing(
            id=self.id,
            workspace_id=self.workspace_id,
            program_id=self.program_id,
            contest_id=self.contest_id,
            destination=destination,
            by=by,
            asked_at=now,
            due_at=now,
            version=self.version,
        )

    def grown(self, reached: int, ready: int, after: str | None, now: datetime) -> "Bringing":
        """Return it after so many more partners; done where there is no next page."""
        grown = replace(self, reached=self.reached + reached, ready=self.ready + ready, after=after)
        if after is not None:
            return replace(grown, due_at=now)
        return replace(grown, state=BringingState.DONE, done_at=now, due_at=None)


def bringing_id(workspace: str, program: str, contest: str) -> str:
    """Return the one identifier of a contest in a program."""
    return derived_id("bringing", workspace, program, contest)


def link_once(program: str, contest: str, partner: str) -> str:
    """Return what makes the link of a partner to a contest the same one, however often asked."""
    return f"contest:{program}:{contest}:{partner}"
