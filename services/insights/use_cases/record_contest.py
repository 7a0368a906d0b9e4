"""Record what became of a contest."""

from dataclasses import dataclass

from services.insights.domain.contest import ContestFact
from services.insights.use_cases.ports import Contests


@dataclass(frozen=True)
class RecordContest:
    """An event of a contest's life arrived."""

    fact: ContestFact


def record_contest(command: RecordContest, contests: Contests) -> None:
    """Store the contest's state unless a later one is known."""
    contests.record(command.fact)
