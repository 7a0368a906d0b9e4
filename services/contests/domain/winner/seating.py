"""A ref gets a place, by the draw or by promotion; its entry may leave before or after."""

from datetime import datetime

from services.contests.domain.entry import Entry, EntryState
from services.contests.domain.winner.winner import Moved, Winner, WinnerState, given_up, moved

WITHDRAWN = "withdrawn"


def seated(
    entry: Entry,
    *,
    place: int,
    prize: int,
    prize_name: str,
    promoted: bool,
    claim_token: str,
    hold_until: datetime,
    now: datetime,
) -> Moved:
    """Return the winner that an entry became.

    An entry that was withdrawn since the seal gives the prize up at once.
    """
    winner = Winner(
        workspace_id=entry.workspace_id,
        contest_id=entry.contest_id,
        ref=entry.ref,
        entry_id=entry.id,
        place=place,
        prize=prize,
        prize_name=prize_name,
        promoted=promoted,
        state=WinnerState.DRAWN,
        claim_token=claim_token,
        drawn_at=now,
        hold_until=hold_until,
    )
    if entry.state is EntryState.WITHDRAWN:
        return given_up(winner, WITHDRAWN, now)
    return moved(winner, now), ()


def withdraw(winner: Winner, *, now: datetime) -> Moved:
    """Give the prize up, as the winner's entry was withdrawn; repeated harmlessly."""
    if not winner.holds:
        return winner, ()
    return given_up(winner, WITHDRAWN, now, skipped_at=now)
