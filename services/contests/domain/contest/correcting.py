"""A person puts right what they typed, until entries end."""

from datetime import datetime

from services.contests.domain.contest.contest import Contest, State
from services.contests.domain.contest.eligibility import refuse_country
from services.contests.domain.entry import Entry
from services.contests.domain.errors import TooLateToCorrect
from shared.errors import FieldError, Invalid
from shared.events import Event, Stamp


def takes_corrections(contest: Contest, entry: Entry, at: datetime) -> bool:
    """Return whether name and country may still be corrected, by the owner of the address."""
    in_time = contest.state is State.OPEN and at < contest.schedule.closes_at
    return in_time and entry.names_someone and entry.proven


def corrected(
    contest: Contest, entry: Entry, stamp: Stamp, *, first_name: str, country: str
) -> tuple[Entry, list[Event]]:
    """Return the entry as its person corrected it. Raises `TooLateToCorrect` or `Invalid`.

    Whoever turns out to live where the contest is not open stays as they were: they may leave.
    """
    if not takes_corrections(contest, entry, stamp.at):
        raise TooLateToCorrect
    if not country:
        raise Invalid(fields=[FieldError("country", "missing")])
    if refuse_country(contest.in_force, country):
        raise Invalid(fields=[FieldError("country", "country_not_open")])
    return entry.correct(stamp, first_name=first_name, country=country)
