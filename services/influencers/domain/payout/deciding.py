"""Two people of the team stand behind a payout: who proposes it does not approve it.

Where the rules or its partner proposed it, neither does whoever alone told, decided or let go one
of its lines.
"""

from datetime import datetime

from services.influencers.domain.payout.errors import (
    LinesSecondPersonNeeded,
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
    `StillGathering`, `PayoutSecondPersonNeeded`, `LinesSecondPersonNeeded` or `WrongPayoutState`.
    """
    if payout.approved_by == by and payout.is_at_least(PayoutState.CONFIRMED):
        return payout, ()
    _require_draft(payout)
    if payout.proposed_by == by:
        raise PayoutSecondPersonNeeded
    if not may_confirm(payout, by):
        raise LinesSecondPersonNeeded
    due = now if payout.method is PayoutMethod.STRIPE else None
    return moved(payout, PayoutState.CONFIRMED, now, approved_by=by, due_at=due)


def may_confirm(payout: Payout, by: str) -> bool:
    """Tell whether somebody else of the team than `by` stands behind each line of it, or needs not.

    The partner who asked for it is nobody of the team.
    """
    by_team = payout.proposed_by not in ("", payout.partner_id)
    return payout.proposed_by != by and (by_team or by not in payout.alone)


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
