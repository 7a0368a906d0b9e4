"""Record what became of a contest."""

from services.insights.engine.stores.workspaces import WorkspaceStore
from services.insights.subjects.contests.domain.contest import KnownContest
from services.insights.subjects.contests.stores.contests import ContestStore


def record_contest(
    contest: KnownContest, *, contests: ContestStore, workspaces: WorkspaceStore
) -> None:
    """Store the contest's state unless a later one is known."""
    workspaces.note(contest.workspace_id)
    contests.record(contest)
