"""Open a contest to a network, or for a time, with limits of its own."""

from services.contests.domain.contest import Contest
from services.contests.domain.contest.form.venue import Venue
from services.contests.domain.contest.venue import venue_opened
from services.contests.use_cases.context import Context


def open_venue(context: Context, *, workspace: str, contest: str, venue: Venue) -> Contest:
    """Return the contest with its venue; the same again changes nothing.

    Raises `NotFound`, `WrongState` or `Invalid`.
    """
    now = context.clock.now()
    return context.stores.contests.change(
        workspace, contest, lambda found: (venue_opened(found, now, venue), ())
    )
