"""Money came back from a bank: told by one, confirmed by another, and only then owed again."""

from dataclasses import replace
from datetime import datetime

from services.influencers.domain.payout.errors import ReturnSecondPersonNeeded, WrongPayoutState
from services.influencers.domain.payout.payout import Moved, Payout, PayoutMethod, PayoutState
from services.influencers.domain.payout.sending import fail

RETURNED = "returned"


def may_return(payout: Payout) -> bool:
    """Tell whether money of it may have come back from a bank."""
    sent = payout.is_at_least(PayoutState.SENDING) and payout.state is not PayoutState.FAILED
    return sent and payout.method is PayoutMethod.TRANSFER


def say_returned(payout: Payout, *, by: str, now: datetime) -> Moved:
    """Note that `by` tells so; told before it stays as it is. Raises `WrongPayoutState`."""
    if _is_returned(payout) or payout.said_returned_by:
        return payout, ()
    _require(payout)
    return replace(payout, said_returned_by=by, said_returned_at=now, updated_at=now), ()


def confirm_returned(payout: Payout, *, by: str, now: datetime) -> Moved:
    """End it as another says the same: what it took is owed again; a repeat changes nothing.

    Raises `ReturnSecondPersonNeeded`, or `WrongPayoutState` where nobody tells so.
    """
    if _is_returned(payout):
        return payout, ()
    _require(payout, said=True)
    if by == payout.said_returned_by:
        raise ReturnSecondPersonNeeded
    return fail(payout, RETURNED, now)


def dismiss_returned(payout: Payout, now: datetime) -> Moved:
    """Take back that it came back; a repeat changes nothing. Raises `WrongPayoutState`."""
    _require(payout)
    if not payout.said_returned_by:
        return payout, ()
    return replace(payout, said_returned_by="", said_returned_at=None, updated_at=now), ()


def _is_returned(payout: Payout) -> bool:
    return payout.state is PayoutState.FAILED and payout.reason == RETURNED


def _require(payout: Payout, *, said: bool = False) -> None:
    if not may_return(payout) or (said and not payout.said_returned_by):
        raise WrongPayoutState(extra={"state": payout.state.value})
