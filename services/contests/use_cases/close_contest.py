"""Close a contest: no entry is taken any more."""

from dataclasses import dataclass, replace

from services.contests.domain.contest import Contest, State
from services.contests.domain.events import contest_closed
from services.contests.use_cases.context import WorkContext


@dataclass(frozen=True)
class CloseContest:
    """The closing date of an open contest came."""

    contest: Contest


def close_contest(command: CloseContest, context: WorkContext) -> None:
    """Close it; confirmations and appeals go on until `review_until`. Raises `StaleVersion`."""
    contest, now = command.contest, context.clock.now()
    closed = replace(
        contest,
        state=State.CLOSED,
        closed_at=now,
        updated_at=now,
        due_at=now,
    )
    stamp = context.stamp_of("contest.closed", contest.id)
    event = contest_closed(stamp, contest_id=contest.id, closed_at=now)
    context.stores.contests.save(closed, [event])
