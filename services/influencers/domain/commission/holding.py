"""A commission is kept back for a reason, and let go: by time, or by somebody who decides."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from services.influencers.domain.commission.commission import Commission, Moved, written
from services.influencers.domain.commission.earning import SENT_BACK
from services.influencers.domain.commission.errors import AlreadyAppealed, NotHeld
from shared.events import Event
from shared.ledger import Entry, EntryKind

# Why a team keeps a commission back: it looks into it, it disputes it, the terms were not kept.
HOLD_REASONS = ("checking", "dispute", "terms")


def hold(commission: Commission, reason: str, *, cause: str, by: str, at: datetime) -> Moved:
    """Keep it back; `cause` makes the hold unique: the same reason may come again.

    What a payout has taken is not held any more, what is earned since is.
    """
    return written(commission, Entry(id=cause, kind=EntryKind.HOLD, at=at, reason=reason, by=by))


def release(commission: Commission, reason: str, *, by: str, at: datetime) -> Moved:
    """Let go what is held for `reason`; what was let go already stays so.

    Raises `NotHeld` where it never was.
    """
    named = [e for e in commission.ledger.entries if _is_hold(e) and e.reason == reason]
    if not named:
        raise NotHeld
    moved, events = _lifted(commission, named, by, at)
    still = any(_is_hold(entry) for entry in moved.ledger.open_holds)
    return (moved if still else replace(moved, appealed_at=None)), events


def end_wait(commission: Commission, now: datetime) -> Moved:
    """Let go what waited for its time, once that is over; holds of other reasons stay."""
    if now < commission.wait_until:
        return commission, ()
    waiting = [e for e in commission.ledger.entries if e.kind is EntryKind.ACCRUAL]
    return _lifted(commission, waiting, "", now)


def appeal(commission: Commission, at: datetime) -> Moved:
    """Note that the partner asks for a decision about what is held.

    Raises `NotHeld`, or `AlreadyAppealed`.
    """
    if not any(_is_hold(entry) for entry in commission.ledger.open_holds):
        raise NotHeld
    if commission.appealed_at is not None:
        raise AlreadyAppealed
    nothing: Sequence[Event] = ()
    return replace(commission, appealed_at=at, updated_at=at), nothing


def _is_hold(entry: Entry) -> bool:
    return entry.kind is EntryKind.HOLD


def _lifted(commission: Commission, held: Sequence[Entry], by: str, at: datetime) -> Moved:
    releases = [
        Entry(
            id=f"release:{entry.id}",
            kind=EntryKind.RELEASE,
            at=at,
            reason=entry.reason,
            about=entry.id,
            by=by,
        )
        for entry in held
    ]
    return written(commission, *releases)


def hands_on(commission: Commission) -> frozenset[str]:
    """Return the accounts of the team that told, decided or let go what it earns."""
    own = (
        entry.by
        for entry in commission.ledger.entries
        if entry.by and entry.reason != SENT_BACK
        if entry.kind is EntryKind.RELEASE or entry.amount > 0
    )
    return frozenset((*commission.hands, *own))


def actions_on(commission: Commission) -> list[str]:
    """Return what a team may do with it now: let a hold go, keep back what no payout has taken."""
    held = any(_is_hold(entry) for entry in commission.ledger.open_holds)
    release_it = ["release"] if held else []
    return [*release_it, *(["hold"] if commission.ledger.owed.amount > 0 else [])]


def held_for(commission: Commission) -> list[str]:
    """Return the reasons that somebody has to decide about, each once."""
    holds = (entry.reason for entry in commission.ledger.open_holds if _is_hold(entry))
    return list(dict.fromkeys(holds))
