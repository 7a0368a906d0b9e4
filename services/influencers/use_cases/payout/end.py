"""After its end, each commission of a payout is paid, or owed again; what it took late too."""

from dataclasses import replace
from datetime import datetime

from services.influencers.domain.commission import Commission, Moved, given_back, paid
from services.influencers.domain.payout import SWEEP, Payout, PayoutState, swept
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.payout.returned import owe_again
from services.influencers.use_cases.payout.taken import taken_for
from shared.money import Money

TOO_LATE = "taken_too_late"


def end_payout(context: Context, payout: Payout) -> Payout:
    """Bring the end of a payout to all that it took; a repeat changes nothing.

    It is looked at once more an hour later: a worker that was slow may have taken for it since.
    """
    now = context.clock.now()
    for commission in [*payout.lines, *(each.id for each in taken_for(context, payout))]:
        context.stores.commissions.change(
            payout.workspace_id, commission, lambda found: _ended(found, payout, now)
        )
    if payout.state is PayoutState.FAILED:
        owe_again(context, payout, Money.zero(payout.amount.currency))
    return context.stores.payouts.change(
        payout.workspace_id, payout.id, lambda found: (_looked_at(found, now), ())
    )


def _ended(commission: Commission, payout: Payout, now: datetime) -> Moved:
    if payout.pays(commission.id):
        return paid(commission, payout.id, now)
    return given_back(commission, payout.id, payout.reason or TOO_LATE, now)


def _looked_at(payout: Payout, now: datetime) -> Payout:
    failed = payout.state is PayoutState.FAILED
    ended = payout.failed_at if failed else payout.completed_at
    if ended is None:
        return payout
    return swept(payout) if now >= ended + SWEEP else replace(payout, due_at=ended + SWEEP)
