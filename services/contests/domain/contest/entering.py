"""When a contest takes entries and confirmations, and whom it leaves out when."""

from datetime import datetime, timedelta

from services.contests.domain.contest.contest import Contest, State
from services.contests.domain.entry import Candidate, Entry, EntryState
from services.contests.domain.errors import (
    ContestClosed,
    ContestNotOpen,
    ListSealed,
    TooLateToExclude,
)
from shared.errors import NotFound

# Less than this is no time to be reminded in.
REST = timedelta(hours=1)
_BEFORE_SEAL = (State.OPEN, State.CLOSED)


def accept_entry(contest: Contest, at: datetime) -> None:
    """Raise unless an entry submitted at `at` counts: `opens_at <= at < closes_at`.

    Raises `NotFound` for a draft, `ContestNotOpen` or `ContestClosed`.
    """
    if not contest.opened:
        raise NotFound
    if contest.state not in _BEFORE_SEAL or contest.sealing_at:
        raise ContestClosed
    if at < contest.schedule.opens_at:
        raise ContestNotOpen(extra={"opens_at": contest.in_force["opens_at"]})
    if at >= contest.schedule.closes_at:
        raise ContestClosed


def accept_confirmation(contest: Contest, at: datetime) -> None:
    """Raise `ContestClosed` unless a confirmation at `at` counts: `at < confirm_by`."""
    if not takes_confirmations(contest, at):
        raise ContestClosed


def accept_exclusion(contest: Contest, at: datetime) -> None:
    """Raise `ListSealed`, or `TooLateToExclude` where no time would be left to appeal."""
    accept_review(contest)
    if at >= contest.schedule.last_exclusion:
        raise TooLateToExclude


def accept_review(contest: Contest) -> None:
    """Raise `ListSealed` from the sealing on."""
    if contest.sealing_at is not None:
        raise ListSealed


def counts_refusals(contest: Contest) -> bool:
    """Return whether a refused form is still counted: not after the seal or a cancellation."""
    return contest.state in _BEFORE_SEAL and not contest.sealing_at


def takes_confirmations(contest: Contest, at: datetime) -> bool:
    """Return whether a confirmation at `at` counts."""
    return contest.confirm_until is not None and at < contest.confirm_until


def leaves_time_to_confirm(contest: Contest) -> bool:
    """Return whether somebody who is reminded as entries close can still confirm."""
    return contest.schedule.closes_at + REST <= contest.schedule.confirm_by


def reminds(contest: Contest, entry: Entry) -> bool:
    """Return whether an entry that waits for its confirmation is reminded as entries close.

    Not where the form was sent a moment ago.
    """
    waits = entry.state is EntryState.UNCONFIRMED and contest.sealing_at is None
    return waits and entry.submitted_at + REST <= contest.schedule.closes_at


def lists(contest: Contest, entry: Entry | Candidate) -> bool:
    """Return whether an entry stands in the list: confirmed, and confirmed in time."""
    return (
        entry.state is EntryState.CONFIRMED
        and entry.confirmed_at is not None
        and entry.confirmed_at < contest.schedule.confirm_by
    )
