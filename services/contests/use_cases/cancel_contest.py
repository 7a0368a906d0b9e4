"""Cancel a contest, while that is still possible."""

from dataclasses import dataclass

from services.contests.domain.contest import Contest, State, cancelled
from services.contests.domain.events import contest_cancelled
from services.contests.use_cases.context import Context


@dataclass(frozen=True)
class CancelContest:
    """Someone calls the contest off, for a reason that its page shows."""

    workspace_id: str
    contest_id: str
    reason: str


def cancel_contest(command: CancelContest, context: Context) -> Contest:
    """Return the cancelled contest; a repeat changes nothing.

    Raises `NotFound`, `WrongState`, `TooLateToCancel`, or `StaleVersion` where the worker moved
    the contest in the meantime.
    """
    contest = context.stores.contests.get(command.workspace_id, command.contest_id)
    if contest.state is State.CANCELLED:
        return contest
    after = cancelled(
        contest,
        reason=command.reason,
        at=context.clock.now(),
        seal_lead=context.policy.limits.seal_lead,
    )
    event = contest_cancelled(context.stamp(), contest_id=contest.id, reason=command.reason)
    return context.stores.contests.save(after, [event])
