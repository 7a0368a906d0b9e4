"""A venue: a network, or all of them, from which many people enter one contest for a time.

A hall, a school or a shop shares one number on the internet, and counts as one person for the
limits of the gateway. Whoever runs the contest opens it to them, beside the frozen rules: a venue
changes nobody's chances.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from services.contests.domain.contest.contest import Contest, State
from services.contests.domain.contest.form.venue import Venue
from services.contests.domain.errors import WrongState
from shared.errors import FieldError, Invalid

LONGEST = timedelta(days=3)
MOST = 20


def may_open_venue(contest: Contest, at: datetime) -> bool:
    """Return whether people can enter, or will be able to."""
    return contest.state is State.OPEN and at < contest.schedule.closes_at


def venue_opened(contest: Contest, at: datetime, venue: Venue) -> Contest:
    """Open a venue, in place of the one of the same network. Raises `WrongState`, `Invalid`."""
    if not may_open_venue(contest, at):
        raise WrongState(extra={"state": contest.state.value})
    last = min(at + LONGEST, contest.schedule.closes_at)
    if not at < venue.until <= last:
        raise Invalid(fields=[FieldError("until", "venue_too_long")])
    others = [each for each in venues_at(contest, at) if each.network != venue.network]
    if len(others) >= MOST:
        raise Invalid(fields=[FieldError("network", "too_many")])
    return replace(contest, venues=(*others, venue), updated_at=at)


def venue_closed(contest: Contest, at: datetime, network: str) -> Contest:
    """Close the venue of a network; one that is not open stays so."""
    left = tuple(each for each in contest.venues if each.network != network)
    return contest if left == contest.venues else replace(contest, venues=left, updated_at=at)


def venues_at(contest: Contest, at: datetime) -> tuple[Venue, ...]:
    """Return the venues that are open."""
    return tuple(each for each in contest.venues if at < each.until)
