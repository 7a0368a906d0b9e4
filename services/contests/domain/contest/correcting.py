"""A person, or the team for them, puts right what they typed, until entries end."""

from datetime import datetime

from services.contests.domain.contest.contest import Contest, State
from services.contests.domain.contest.eligibility import refuse_country
from services.contests.domain.entry import Entry
from services.contests.domain.errors import TooLateToCorrect
from shared.errors import FieldError, Invalid, StaleVersion
from shared.events import Event, Stamp


def takes_corrections(contest: Contest, entry: Entry, at: datetime) -> bool:
    """Return whether name and country may still be corrected, once the address is proven."""
    in_time = contest.state is State.OPEN and at < contest.schedule.closes_at
    return in_time and entry.names_someone and entry.proven


def corrected(
    contest: Contest,
    entry: Entry,
    stamp: Stamp,
    *,
    first_name: str,
    country: str,
    by: str = "",
    version: int | None = None,
) -> tuple[Entry, list[Event]]:
    """Return the entry as its person corrected it, or the account `by` who read `version` of it.

    Raises `TooLateToCorrect`, `Invalid`, or `StaleVersion` for what would undo a change that
    somebody made meanwhile.

    Whoever turns out to live where the contest is not open stays as they were: they may leave.
    """
    if not takes_corrections(contest, entry, stamp.at):
        raise TooLateToCorrect
    if not country:
        raise Invalid(fields=[FieldError("country", "missing")])
    if refuse_country(contest.in_force, country):
        raise Invalid(fields=[FieldError("country", "country_not_open")])
    after, events = entry.correct(stamp, first_name=first_name, country=country, by=by)
    if events and version not in (None, entry.version):
        raise StaleVersion
    return after, events
