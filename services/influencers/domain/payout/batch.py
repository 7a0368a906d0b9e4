"""The one file of transfers that a payout leaves in.

A file is given out once every payout of it carries it. A payout takes another only where that can
never come to be: where another payout has left in another file since. It takes a file only from
what it carried when that was begun, so it never carries one twice: what cannot come to be stays so,
whoever exports at the same time.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from services.influencers.domain.payout.errors import FileNotAgain, InAnotherFile, WrongPayoutState
from services.influencers.domain.payout.payout import Batch, Moved, Payout, PayoutState, moved

_ON_ITS_WAY = (PayoutState.CONFIRMED, PayoutState.SENDING)


def leave(payout: Payout, batch: Batch, now: datetime) -> Moved:
    """Store that it leaves in this file; the same again changes nothing.

    Raises `InAnotherFile` or `WrongPayoutState`.
    """
    if payout.state is PayoutState.CONFIRMED:
        return moved(payout, PayoutState.SENDING, now, attempt=1, batch=batch)
    if payout.state is not PayoutState.SENDING or payout.batch is None:
        raise WrongPayoutState(extra={"state": payout.state.value})
    if payout.batch.id == batch.id:
        return payout, ()
    if payout.batch.id != batch.instead.get(payout.id):
        raise InAnotherFile
    return replace(payout, batch=batch, updated_at=now), ()


def never_given(batch: Batch, payouts: Sequence[Payout]) -> bool:
    """Tell whether a file was not given out and never will be, by the payouts in it."""
    return any(
        each.batch is not None and each.batch.id not in (batch.id, batch.instead.get(each.id))
        for each in payouts
    )


def require_again(batch: Batch, payouts: Sequence[Payout]) -> None:
    """Raise `FileNotAgain` where the bank told of a payout in it, or one went another way."""
    told = any(each.state not in _ON_ITS_WAY or each.said_returned_by for each in payouts)
    if told or never_given(batch, payouts):
        raise FileNotAgain
