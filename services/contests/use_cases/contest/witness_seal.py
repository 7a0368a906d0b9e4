"""Read a seal back before its round: a list committed to afterwards is never drawn from."""

from services.contests.domain.contest import Contest, witnessed
from services.contests.use_cases.contest.commit_list import commit_list
from services.contests.use_cases.context import WorkContext


def witness_seal(context: WorkContext, contest: Contest) -> None:
    """Note that the commitment stood before its round; one that did not is replaced, publicly.

    A process may be paused between its look at the clock and its write, or end right after it:
    what was read back before the round was written before it. Else the draw moves by whole days
    and the same list is committed to for its new round.
    """
    if context.clock.now() < contest.round_time:
        context.stores.contests.change(
            contest.workspace_id,
            contest.id,
            lambda found: (witnessed(found, context.clock.now()), ()),
        )
    else:
        commit_list(context, contest)
