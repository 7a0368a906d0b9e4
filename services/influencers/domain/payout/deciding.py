"""Two people decide about a payout: who proposes it does not approve it."""

from datetime import datetime

from services.influencers.domain.payout.errors import (
    PayoutSecondPersonNeeded,
    StillGathering,
    WrongPayoutState,
)
from services.influencers.domain.payout.payout import (
    Moved,
    Payout,
    PayoutMethod,
    PayoutState,
    moved,
)

DECLINED = "declined"


def confirm(payout: Payout, *, by: str, now: datetime) -> Moved:
    """Approve it; the same account again changes nothing.

    Through the provider it is sent from then on, by a transfer once the file is fetched. Raises
    `StillGathering`, `PayoutSecondPersonNeeded` or `WrongPayoutState`.
    """
    if payout.approved_by == by and payout.is_at_least(PayoutState.CONFIRMED):
        return payout, ()
    _require_draft(payout)
    if payout.proposed_by == by:
        raise PayoutSecondPersonNeeded
    due = now if payout.method is PayoutMethod.STRIPE else None
    return moved(payout, PayoutState.CONFIRMED, now, approved_by=by, due_at=due)


def decline(payout: Payout, *, now: datetime) -> Moved:
    """Turn it down before anybody approved it: what it took is owed again.

    The same again changes nothing. Raises `StillGathering` or `WrongPayoutState`.
    """
    if payout.state is PayoutState.FAILED and payout.reason == DECLINED:
        return payout, ()
    _require_draft(payout)
    return moved(payout, PayoutState.FAILED, now, reason=DECLINED)


def _require_draft(payout: Payout) -> None:
    if payout.state is not PayoutState.DRAFT:
        raise WrongPayoutState(extra={"state": payout.state.value})
    if not payout.gathered:
        raise StillGathering
