"""Close a contest: no entry is taken any more."""

from services.contests.domain.contest import Contest, closed
from services.contests.use_cases.context import WorkContext


def close_contest(context: WorkContext, contest: Contest) -> None:
    """Close it, if its closing date came; confirmations and appeals go on."""
    context.stores.contests.change(
        contest.workspace_id, contest.id, lambda found: closed(found, context.clock.now())
    )
