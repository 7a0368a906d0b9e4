"""What may be done with a contest and its entries now: pages offer that, and nothing else."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from services.contests.domain.contest.contest import Contest, State
from services.contests.domain.contest.ending import cancelled
from services.contests.domain.contest.venue import may_open_venue
from services.contests.domain.entry import Entry, EntryState
from shared.errors import AppError
from shared.events import Stamp

LATE_AFTER = timedelta(minutes=2)


class Action(StrEnum):
    """A verb that a page of the team may offer."""

    EDIT = "edit"
    ASK = "ask"
    OPEN = "open"
    DELETE = "delete"
    AMEND = "amend"
    CANCEL = "cancel"
    REVIEW = "review"
    PASTE_BEACON = "paste_beacon"
    READ_WINNERS = "read_winners"
    READ_PEOPLE = "read_people"
    CORRECT_PERSON = "correct_person"
    ERASE_PERSON = "erase_person"
    EXCLUDE = "exclude"
    REINSTATE = "reinstate"
    OPEN_VENUE = "open_venue"
    TELL_RESULT = "tell_result"


class Phase(StrEnum):
    """Where a contest stands for the audience."""

    SOON = "soon"
    OPEN = "open"
    CLOSED = "closed"
    SEALED = "sealed"
    DRAWN = "drawn"
    CANCELLED = "cancelled"


def actions_on(
    contest: Contest, now: datetime, *, seal_lead: timedelta, complete: bool
) -> list[Action]:
    """Return what may be done; `complete` says that nothing blocks the opening of a draft."""
    return list(_actions(contest, now, seal_lead, complete))


def actions_on_entry(contest: Contest, entry: Entry, now: datetime) -> list[Action]:
    """Return what may be decided about an entry before the list is sealed."""
    if not _in_review(contest):
        return []
    if entry.state is EntryState.EXCLUDED:
        return [Action.REINSTATE]
    in_time = now < contest.schedule.last_exclusion
    return [Action.EXCLUDE] if entry.state is EntryState.CONFIRMED and in_time else []


def phases_of(contest: Contest) -> list[tuple[Phase, datetime | None]]:
    """Return where a published contest stands, each phase with the instant that ends it.

    The clock decides first: the worker that closes a contest may come a moment later. What more
    follows waits for what is done.
    """
    if contest.state is State.OPEN:
        dates = contest.schedule
        return [
            (Phase.SOON, dates.opens_at),
            (Phase.OPEN, dates.closes_at),
            (Phase.CLOSED, None),
        ]
    return [(Phase.DRAWN if contest.state is State.SETTLED else Phase(contest.state.value), None)]


def beacon_is_late(contest: Contest, now: datetime) -> bool:
    """Tell whether the round should have come: somebody may paste its signature."""
    return contest.state is State.SEALED and now > contest.round_time + LATE_AFTER


def _actions(
    contest: Contest, now: datetime, seal_lead: timedelta, complete: bool
) -> Iterator[Action]:
    if contest.state is State.DRAFT:
        yield Action.EDIT
        if complete:
            yield Action.OPEN
        yield Action.DELETE
    if contest.state is not State.CANCELLED:
        yield Action.ASK
    if contest.state is State.OPEN and now < contest.schedule.closes_at:
        yield Action.AMEND
    if _may_cancel(contest, now, seal_lead):
        yield Action.CANCEL
    if _in_review(contest):
        yield Action.REVIEW
    if may_open_venue(contest, now):
        yield Action.OPEN_VENUE
    if contest.state is State.SEALED and now >= contest.round_time:
        yield Action.PASTE_BEACON
    if contest.was_drawn:
        yield Action.READ_WINNERS
    if contest.opened:
        yield Action.READ_PEOPLE
    if may_tell_result(contest):
        yield Action.TELL_RESULT


def may_tell_result(contest: Contest) -> bool:
    """Return whether those who did not win can still be written to, which is done once."""
    drawn = contest.state in (State.DRAWN, State.SETTLED)
    return drawn and contest.result_told_at is None and contest.erased_at is None


def _may_cancel(contest: Contest, now: datetime, seal_lead: timedelta) -> bool:
    try:
        return cancelled(contest, Stamp("", now), reason="", seal_lead=seal_lead)[0] != contest
    except AppError:
        return False


def _in_review(contest: Contest) -> bool:
    return contest.state in (State.OPEN, State.CLOSED) and contest.sealing_at is None
