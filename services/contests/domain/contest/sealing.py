"""From the closing to the seal: closed, marked, committed to, witnessed.

Every step is asked again of the contest as it is when it is written: whoever comes second, or too
early, changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from services.contests.domain.contest.contest import Contest, State
from services.contests.domain.draw import ListSummary, commit, seal_of
from services.contests.domain.events import contest_closed, contest_sealed
from shared.events import Event, Stamp
from shared.ids import derived_id


@dataclass(frozen=True)
class Listing:
    """A list that is whole: its summary, who is left out by reason, how many chunks it has."""

    summary: ListSummary
    left_out: Mapping[str, int]
    chunks: int


def closed(contest: Contest, at: datetime) -> tuple[Contest, list[Event]]:
    """Take no entry any more; confirmations and appeals go on until `review_until`."""
    if contest.state is not State.OPEN or at < contest.schedule.closes_at:
        return contest, []
    stamp = Stamp(derived_id("contest.closed", contest.id), at)
    after = replace(contest, state=State.CLOSED, closed_at=at, updated_at=at, due_at=at)
    return after, [contest_closed(stamp, contest_id=contest.id, closed_at=at)]


def marked(contest: Contest, at: datetime) -> Contest:
    """Begin the sealing: whoever writes an entry reads this mark afterwards."""
    in_review = contest.state is State.CLOSED and contest.sealing_at is None
    if not in_review or at < contest.schedule.review_until:
        return contest
    return replace(contest, sealing_at=at)


def awaits_commitment(contest: Contest, at: datetime) -> bool:
    """Tell whether the list is to be committed to: not yet, or not before its round."""
    if contest.state is State.SEALED:
        return not contest.witnessed and at >= contest.round_time
    return contest.state is State.CLOSED and contest.sealing_at is not None


def sealed(contest: Contest, at: datetime, listing: Listing) -> tuple[Contest, list[Event]]:
    """Commit to the list, before the beacon's round."""
    if not awaits_commitment(contest, at):
        return contest, []
    commitment = commit(contest.id, contest.rules, listing.summary, listing.left_out)
    seal = seal_of(commitment)
    after = replace(
        contest,
        state=State.SEALED,
        sealed_at=at,
        updated_at=at,
        commitment=commitment,
        seal=seal,
        witnessed=False,
        chunks=listing.chunks,
        due_at=at,
    )
    event = contest_sealed(
        Stamp(derived_id("contest.sealed", contest.id, seal), at),
        contest_id=contest.id,
        seal=seal,
        commitment=commitment,
        draw_at=contest.schedule.draw_at,
    )
    return after, [event]


def witnessed(contest: Contest, at: datetime) -> Contest:
    """Note that the commitment was read back before its round."""
    if contest.state is not State.SEALED or contest.witnessed or at >= contest.round_time:
        return contest
    return replace(contest, witnessed=True, due_at=contest.round_time)
