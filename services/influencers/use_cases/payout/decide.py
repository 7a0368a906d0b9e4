"""Approve a payout that somebody else proposed, or turn it down."""

from datetime import datetime

from services.influencers.domain.payout import Moved, Payout, confirm, decline
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.payout.acting import acted


def confirm_payout(context: Context, *, workspace: str, payout: str, by: str) -> Payout:
    """Return the payout once it is approved; the same account again changes nothing.

    Raises `NotFound`, `StillGathering`, `PayoutSecondPersonNeeded` or `WrongPayoutState`.
    """

    def step(found: Payout, now: datetime) -> Moved:
        return confirm(found, by=by, now=now)

    return acted(context, step, workspace=workspace, payout=payout, act="confirm", by=by)


def decline_payout(context: Context, *, workspace: str, payout: str, by: str) -> Payout:
    """Return the payout once it is turned down: a worker gives back what it took.

    Raises `NotFound`, `StillGathering` or `WrongPayoutState`.
    """

    def step(found: Payout, now: datetime) -> Moved:
        return decline(found, now=now)

    return acted(context, step, workspace=workspace, payout=payout, act="decline", by=by)
