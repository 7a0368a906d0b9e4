"""A ref gets a place, by the draw or by promotion; its entry may leave before or after."""

from dataclasses import replace
from datetime import datetime

from services.contests.domain.entry import Entry, EntryState
from services.contests.domain.winner.letters import holds_place
from services.contests.domain.winner.moving import given_up, moved, nameless
from services.contests.domain.winner.winner import Moved, Winner, WinnerState

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
    """Give the prize up, as the winner's entry was withdrawn; repeated harmlessly.

    What has gone does not pass on: then only what leads to the person goes.
    """
    if not winner.may_lose:
        gone = holds_place(winner)
        return nameless(replace(winner, left_at=now) if gone else winner, now), ()
    lost, events = given_up(winner, WITHDRAWN, now, skipped_at=now)
    return nameless(lost, now), events
