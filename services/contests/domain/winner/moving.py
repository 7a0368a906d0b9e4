"""A winner moves: what follows for when they must be looked at, and how a prize is given up."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from services.contests.domain.entry import Entry
from services.contests.domain.events import winner_skipped
from services.contests.domain.winner.reminding import next_reminder
from services.contests.domain.winner.winner import Moved, Winner, WinnerState
from shared.events import Stamp
from shared.ids import derived_id

# A delivery address goes this long after the prize was received, and one that nobody came to need
# a year after it was given.
AFTER_RECEIPT = timedelta(days=60)
NEVER_NEEDED = timedelta(days=365)


def moved(winner: Winner, now: datetime, **values: Any) -> Winner:
    """Return the winner with `values`, and due when they must be looked at next."""
    after = replace(winner, **values)
    owed = after.holds and (after.notice_owed or after.kept_from is not None)
    dates = (after.next_end, next_reminder(after), after.counts_at, forget_at(after))
    due = min((date for date in dates if date is not None), default=None)
    return replace(after, due_at=now if owed else due)


def given_up(winner: Winner, code: str, now: datetime, **dates: datetime) -> Moved:
    """Return the winner who lost the prize for `code`, with the one event that passes it on.

    What they gave for it goes with it.
    """
    event = winner_skipped(
        Stamp(derived_id("winner.skipped", winner.id), now),
        contest_id=winner.contest_id,
        ref=winner.ref,
        code=code,
        prize=winner.prize,
    )
    skipped: dict[str, Any] = {"state": WinnerState.SKIPPED, "code": code, **dates}
    return moved(winner, now, **skipped, address=None, choice=None), [event]


def forgotten(winner: Winner, now: datetime) -> Winner:
    """Return the winner without anything that leads to the person; what became of it stays."""
    sending = winner.sending
    if sending is not None:
        sending = replace(sending, tracking="", voucher="")
    return moved(winner, now, address=None, choice=None, sending=sending, replaced=())


def nameless(winner: Winner, now: datetime) -> Winner:
    """Return the winner of whom nothing is kept that leads to a person, now that they are erased.

    Letters go here alone: a winner who has the prize may read them as long as there is one.
    """
    return replace(forgotten(winner, now), letters=())


def as_entry_allows(winner: Winner, entry: Entry, now: datetime) -> Winner:
    """Return the winner as whoever reads them may: of one who is erased, nothing leads to them.

    What the winner itself keeps of them goes a moment after their entry, by its event.
    """
    return winner if entry.names_someone else nameless(winner, now)


def forget_at(winner: Winner) -> datetime | None:
    """Return when what leads to the person goes; None: there is nothing, or it is not known yet."""
    if not winner.leads_to_a_person:
        return None
    if winner.fulfilled_at is not None:
        return winner.fulfilled_at + AFTER_RECEIPT
    dates = (winner.given_at, winner.sending.at if winner.sending else None)
    last = max((date for date in dates if date is not None), default=None)
    return last + NEVER_NEEDED if last else None
