"""A commission begins, follows its order, is taken back with its entry, is adjusted by hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from services.influencers.domain.commission.commission import WAITED, Commission, Moved, written
from services.influencers.domain.commission.errors import NothingToAdjust
from shared.ledger import Entry, EntryKind
from shared.money import Money

ACCRUAL = "accrual"
# Why an adjustment owes a part of a payout again: the provider took it back.
SENT_BACK = "sent_back"
_FOLLOWING = (
    EntryKind.ACCRUAL,
    EntryKind.REVERSAL,
    EntryKind.CLAWBACK,
    EntryKind.ADJUSTMENT,
)


class Void(StrEnum):
    """Why a commission earns nothing: what brought it is gone, or another partner brought it."""

    ENTRY_WITHDRAWN = "entry_withdrawn"
    ENTRY_EXCLUDED = "entry_excluded"
    ENTRY_ERASED = "entry_erased"
    WITHDRAWN = "withdrawn"
    ATTRIBUTED_ANEW = "attributed_anew"


def accrue(
    begun: Commission,
    earned: Money,
    holds: Sequence[str],
    at: datetime,
    *,
    room: Money | None = None,
) -> Moved:
    """Write what was earned, to wait for its time, and the holds that somebody decides about.

    `begun` has an empty ledger; a repeat on one that has begun changes nothing. `room` is what a
    cap still leaves, None without one.
    """
    if begun.ledger.knows(ACCRUAL):
        return begun, ()
    amount = earned if room is None else min(earned, room)
    cut = replace(begun, uncapped=earned) if amount < earned else begun
    waiting = Entry(id=ACCRUAL, kind=EntryKind.ACCRUAL, at=at, amount=amount.amount, reason=WAITED)
    return written(cut, waiting, *(_hold(reason, at) for reason in holds))


def follow(
    commission: Commission, earned: Money, *, cause: str, reason: str, at: datetime
) -> Moved:
    """Bring it to what its line earns now; `cause` is the id of the refund that is followed.

    The difference is taken back: by a clawback where a payout has taken of it already. A cent that
    a refund of another line moves here is an adjustment. What an account adjusted stays, and under
    a cap it is brought down in proportion.
    """
    if commission.void or commission.ledger.knows(cause):
        return commission, ()
    return _brought_to(commission, earned, cause=cause, reason=reason, at=at)


def void(commission: Commission, why: Void, *, cause: str, at: datetime) -> Moved:
    """Take all of it back; the first reason stays. `cause` is the id of what happened."""
    if commission.void or commission.ledger.knows(cause):
        return commission, ()
    nothing = Money.zero(commission.ledger.currency)
    gone = replace(commission, void=why.value)
    after, events = _brought_to(gone, nothing, cause=cause, reason=why.value, at=at)
    return (after if events else gone), events


def restore(commission: Commission, earned: Money, *, cause: str, at: datetime) -> Moved:
    """Let it earn again what its line earns now: an entry was put back in."""
    if not commission.void or commission.ledger.knows(cause):
        return commission, ()
    back = replace(commission, void="")
    after, events = _brought_to(back, earned, cause=cause, reason="restored", at=at)
    return (after if events else back), events


def adjust(
    commission: Commission, amount: Money, *, cause: str, reason: str, by: str, at: datetime
) -> Moved:
    """Add or take what an account decides, with its reason. Raises `NothingToAdjust`."""
    if not amount or not reason:
        raise NothingToAdjust
    entry = Entry(
        id=cause, kind=EntryKind.ADJUSTMENT, at=at, amount=amount.amount, reason=reason, by=by
    )
    return written(commission, entry)


def _brought_to(
    commission: Commission, earned: Money, *, cause: str, reason: str, at: datetime
) -> Moved:
    ledger, wanted = commission.ledger, earned.amount
    by_rules = sum(e.amount for e in ledger.entries if e.kind in _FOLLOWING and not e.by)
    if commission.uncapped:
        accrued = next(entry.amount for entry in ledger.entries if entry.id == ACCRUAL)
        wanted = earned.portion(accrued, commission.uncapped.amount).amount
    if wanted == by_rules:
        return commission, ()
    kind = EntryKind.CLAWBACK if ledger.was_taken else EntryKind.REVERSAL
    kind = kind if wanted < by_rules else EntryKind.ADJUSTMENT
    difference = wanted - by_rules
    return written(commission, Entry(id=cause, kind=kind, at=at, amount=difference, reason=reason))


def _hold(reason: str, at: datetime) -> Entry:
    return Entry(id=f"hold:{reason}", kind=EntryKind.HOLD, at=at, reason=reason)
