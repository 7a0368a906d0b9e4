"""Record what became of a contest."""

from dataclasses import dataclass

from services.insights.domain.contest import ContestFact
from services.insights.use_cases.ports import Contests, Workspaces


@dataclass(frozen=True)
class RecordContest:
    """An event of a contest's life arrived."""

    fact: ContestFact


def record_contest(command: RecordContest, contests: Contests, workspaces: Workspaces) -> None:
    """Store the contest's state unless a later one is known."""
    workspaces.note(command.fact.workspace_id)
    contests.record(command.fact)
