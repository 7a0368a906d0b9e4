"""What a ledger is made of: entries that are added once, and neither changed nor removed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EntryKind(StrEnum):
    """What an entry says.

    An accrual is held until a release names it; so is a hold. A reversal takes back what was not
    paid yet, a clawback what was. A payout takes what is owed out of what may be paid; it counts as
    paid once it is completed, and is owed again where it failed, even after that.
    """

    ACCRUAL = "accrual"
    HOLD = "hold"
    RELEASE = "release"
    REVERSAL = "reversal"
    CLAWBACK = "clawback"
    ADJUSTMENT = "adjustment"
    PAYOUT = "payout"
    PAYOUT_COMPLETED = "payout_completed"
    PAYOUT_FAILED = "payout_failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry. `id` is unique in its ledger and follows from its cause: a repeat adds nothing.

    `amount`: signed minor units, what it adds to what is owed; zero for holds, releases and the end
    of a payout. `about`: of a release, the id of what it lifts; of payouts, the payout's id.
    `reason` is a slug that pages have words for, `by` the account that decided, "" for the rules.
    """

    id: str
    kind: EntryKind
    at: datetime
    amount: int = 0
    reason: str = ""
    about: str = ""
    by: str = ""
