"""When the worker has something to do for a contest."""

from dataclasses import replace
from datetime import datetime, timedelta

from services.contests.domain.contest.contest import Contest, State
from services.contests.domain.contest.retention import retention_end
from services.contests.domain.dividing import part_of

CHECK_BEFORE = timedelta(seconds=30)


def next_look(contest: Contest, now: datetime) -> datetime | None:
    """Return when the worker has something to do for a contest; None: nothing any more."""
    if contest.state is State.OPEN:
        return contest.schedule.closes_at
    if contest.state is State.CLOSED:
        check = window_check(contest)
        return check if now < check else contest.schedule.review_until
    if contest.state is State.SEALED and contest.commitment is not None:
        return contest.round_time if contest.witnessed else now
    return retention_end(contest)


def window_check(contest: Contest) -> datetime:
    """Return when to see whether mails were down: before the window ends, and mails with it."""
    before = min(CHECK_BEFORE, part_of(contest.terms.confirm_within, 10))
    return contest.schedule.confirm_by - before


def looked_at(contest: Contest, now: datetime) -> Contest:
    """Put the next look where it belongs: it was a lease, or the dates have moved."""
    return replace(contest, due_at=next_look(contest, now))


def put_off(contest: Contest, until: datetime) -> Contest:
    """Look at a contest again at `until`."""
    return replace(contest, due_at=until)


def rested(contest: Contest) -> Contest:
    """Take a sealed contest off the timer: it has its draw, the rest follows from that."""
    return replace(contest, due_at=None) if contest.state is State.SEALED else contest
