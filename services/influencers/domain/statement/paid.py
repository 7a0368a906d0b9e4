"""Why a payout took what it took of a commission: as it stood when it was taken of."""

from dataclasses import dataclass
from datetime import datetime

from services.influencers.domain.commission import Cause, Commission
from shared.ledger import Entry, EntryKind, Ledger
from shared.money import Money

_TAKEN_BACK = (EntryKind.REVERSAL, EntryKind.CLAWBACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidLine:
    """What a payout took of a commission: all that was earned of it, less what others took.

    The four sums add up to `amount`, which is negative for a debt that the payout carries.
    """

    commission_id: str
    cause: Cause
    created_at: datetime
    earned: Money
    taken_back: Money
    corrected: Money
    paid_before: Money

    @property
    def amount(self) -> Money:
        """What was taken of it."""
        return self.earned + self.taken_back + self.corrected + self.paid_before


def paid_line_of(commission: Commission, payout: str) -> PaidLine:
    """Return the line of a commission of which a payout took."""
    ledger = commission.ledger
    entries = _until_taken(ledger, f"{EntryKind.PAYOUT}:{payout}")

    def total(*kinds: EntryKind) -> Money:
        return Money(sum(e.amount for e in entries if e.kind in kinds), ledger.currency)

    return PaidLine(
        commission_id=commission.id,
        cause=commission.cause,
        created_at=commission.created_at,
        earned=total(EntryKind.ACCRUAL),
        taken_back=total(*_TAKEN_BACK),
        corrected=total(EntryKind.ADJUSTMENT),
        paid_before=total(EntryKind.PAYOUT, EntryKind.PAYOUT_FAILED),
    )


def _until_taken(ledger: Ledger, taken: str) -> tuple[Entry, ...]:
    """Return what was written before; entries stand in the order in which they were."""
    ids = [each.id for each in ledger.entries]
    return ledger.entries[: ids.index(taken)] if taken in ids else ()
