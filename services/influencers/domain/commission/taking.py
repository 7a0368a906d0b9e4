"""What a payout does to a commission: takes what is payable, then pays it or gives it back."""

from datetime import datetime

from services.influencers.domain.commission.commission import Commission, Moved, written
from shared.ledger import Entry, EntryKind
from shared.money import Money


def take(commission: Commission, payout: str, at: datetime) -> Moved:
    """Let a payout take what is payable, a debt too; nothing where that is nothing.

    A repeat changes nothing, and a payout that gave back takes nothing any more.
    """
    payable = commission.ledger.payable
    if not payable or commission.ledger.knows(_failed(payout)):
        return commission, ()
    return written(commission, _entry(EntryKind.PAYOUT, payout, at, -payable.amount))


def paid(commission: Commission, payout: str, at: datetime) -> Moved:
    """Note that the payout which took of it is completed."""
    if not taken_by(commission, payout):
        return commission, ()
    return written(commission, _entry(EntryKind.PAYOUT_COMPLETED, payout, at))


def given_back(commission: Commission, payout: str, reason: str, at: datetime) -> Moved:
    """Owe again what a payout took and did not bring, even after it was completed.

    One that it has not taken of yet never will.
    """
    amount = taken_by(commission, payout).amount
    entry = _entry(EntryKind.PAYOUT_FAILED, payout, at, amount, reason)
    return written(commission, entry)


def taken_by(commission: Commission, payout: str) -> Money:
    """Return what a payout took; negative where it carries a debt."""
    taken = (e for e in commission.ledger.entries if e.id == f"{EntryKind.PAYOUT}:{payout}")
    return Money(-sum(entry.amount for entry in taken), commission.ledger.currency)


def _failed(payout: str) -> str:
    return f"{EntryKind.PAYOUT_FAILED}:{payout}"


def _entry(kind: EntryKind, payout: str, at: datetime, amount: int = 0, reason: str = "") -> Entry:
    return Entry(
        id=f"{kind}:{payout}", kind=kind, at=at, amount=amount, reason=reason, about=payout
    )
