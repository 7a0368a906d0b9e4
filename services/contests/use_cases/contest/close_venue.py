"""Close a venue before its time."""

from services.contests.domain.contest import Contest
from services.contests.domain.contest.venue import venue_closed
from services.contests.use_cases.context import Context


def close_venue(context: Context, *, workspace: str, contest: str, network: str) -> Contest:
    """Return the contest without the venue of this network. Raises `NotFound`."""
    now = context.clock.now()
    return context.stores.contests.change(
        workspace, contest, lambda found: (venue_closed(found, now, network), ())
    )
