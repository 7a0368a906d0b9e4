"""A part of what was sent came back: that part is owed again, by an entry of its own."""

from datetime import datetime

from services.influencers.domain.commission import SENT_BACK, Commission, Moved, adjust
from services.influencers.domain.payout import Payout, PayoutState
from services.influencers.use_cases.context import Context
from shared.money import Money

PROVIDER = "payments"


def owe_again(context: Context, payout: Payout, returned: Money) -> None:
    """Owe what came back of a payout that stands, `returned` in all; nothing of one that failed.

    One commission of it carries that, always the same. A payout that failed gives all of it back
    line by line, so that what was owed for a part before is taken away again.
    """
    if not payout.lines:
        return
    now = context.clock.now()
    carrier = max(payout.lines, key=lambda each: (payout.lines[each], each))
    failed = payout.state is PayoutState.FAILED
    target = Money.zero(returned.currency) if failed else returned
    context.stores.commissions.change(
        payout.workspace_id, carrier, lambda found: _owed(found, payout, target, now)
    )


def _owed(commission: Commission, payout: Payout, target: Money, now: datetime) -> Moved:
    mark = f"reversal:{payout.id}:"
    known = sum(each.amount for each in commission.ledger.entries if each.id.startswith(mark))
    missing = target - Money(known, target.currency)
    # What comes back only grows; less was told before, and comes late.
    if not missing or (missing.amount < 0 and target):
        return commission, ()
    cause = f"{mark}{target.amount}"
    return adjust(commission, missing, cause=cause, reason=SENT_BACK, by=PROVIDER, at=now)
