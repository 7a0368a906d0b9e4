"""A contest put into a state that its life would take long to come to."""

from dataclasses import replace
from typing import Any

from services.contests.domain.contest import Contest
from services.contests.use_cases.context import Context


def put(context: Context, contest: Contest, **changes: Any) -> Contest:
    """Store a contest as it now is but for `changes`, whatever the rules say."""
    return context.stores.contests.change(
        contest.workspace_id, contest.id, lambda found: (replace(found, **changes), ())
    )
