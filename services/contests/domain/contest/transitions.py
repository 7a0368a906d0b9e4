"""What may be done to a contest, and when; each returns the contest as it becomes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from services.contests.domain.contest.contest import Contest, State
from services.contests.domain.contest.retention import retention_end
from services.contests.domain.contest.schedule import schedule_of
from services.contests.domain.draw import amend as amend_rules
from services.contests.domain.draw import rules_hash
from services.contests.domain.errors import TooLateToCancel, WrongState

LAST_CANCELLATION = timedelta(minutes=10)


def require(contest: Contest, *states: State) -> None:
    """Raise `WrongState` unless the contest is in one of `states`."""
    if contest.state not in states:
        raise WrongState(extra={"state": contest.state.value})


def opened(contest: Contest, frozen: Mapping[str, Any], *, by: str, at: datetime) -> Contest:
    """Freeze the settings and open. Raises `WrongState`."""
    require(contest, State.DRAFT)
    after = replace(
        contest,
        state=State.OPEN,
        settings=frozen,
        opened_at=at,
        opened_by=by,
        updated_at=at,
        due_at=schedule_of(frozen).closes_at,
    )
    return replace(after, rules_hash=rules_hash(after.rules))


def amended(contest: Contest, field: str, after: Any, *, reason: str, at: datetime) -> Contest:
    """Add an amendment, chained by hash to the rules before it.

    Raises `WrongState` from the closing on. Whether the change is fair: `check_amendment`.
    """
    require(contest, State.OPEN)
    if at >= contest.schedule.closes_at:
        raise WrongState(extra={"state": State.CLOSED.value})
    rules = amend_rules(contest.rules, field, after, reason=reason, at=at)
    changed = replace(
        contest,
        amendments=tuple(rules["amendments"]),
        rules_hash=rules_hash(rules),
        updated_at=at,
    )
    return replace(changed, due_at=changed.schedule.closes_at)


def cancelled(contest: Contest, *, reason: str, at: datetime, seal_lead: timedelta) -> Contest:
    """Cancel before the sealing begins, and at the latest 10 minutes before the draw.

    Test chains have less time than that between seal and round: there `seal_lead` is the limit.
    Raises `WrongState` or `TooLateToCancel`.
    """
    require(contest, State.DRAFT, State.OPEN, State.CLOSED)
    last = min(LAST_CANCELLATION, seal_lead)
    if contest.sealing_at or (contest.opened and at >= contest.schedule.draw_at - last):
        raise TooLateToCancel
    after = replace(
        contest,
        state=State.CANCELLED,
        cancel_reason=reason,
        cancelled_at=at,
        updated_at=at,
    )
    return replace(after, due_at=retention_end(after))
