"""Edits say which version they were made from."""

from services.contests.domain.contest import Contest
from services.contests.use_cases.context import Context
from shared.errors import StaleVersion


def contest_at(context: Context, workspace: str, contest_id: str, version: int) -> Contest:
    """Return the contest if it still has this version. Raises `NotFound` or `StaleVersion`."""
    contest = context.stores.contests.get(workspace, contest_id)
    if contest.version != version:
        raise StaleVersion
    return contest
