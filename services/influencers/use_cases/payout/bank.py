"""What the bank told of a transfer: it was carried out, or the money came back."""

from datetime import datetime

from services.influencers.domain.payout import (
    Moved,
    Payout,
    PayoutAction,
    PayoutMethod,
    WrongPayoutState,
    actions,
    complete,
    fail,
)
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.payout.acting import acted

RETURNED = "returned"


def note_paid(context: Context, *, workspace: str, payout: str, by: str) -> Payout:
    """Return the payout once the bank has carried it out. Raises `WrongPayoutState`."""

    def step(found: Payout, now: datetime) -> Moved:
        _require(found, PayoutAction.NOTE_PAID, by, done=found.completed_at is not None)
        return complete(found, now)

    return acted(context, step, workspace=workspace, payout=payout, act="note_paid", by=by)


def note_returned(context: Context, *, workspace: str, payout: str, by: str) -> Payout:
    """Return the payout once the money came back: it is owed again. Raises `WrongPayoutState`."""

    def step(found: Payout, now: datetime) -> Moved:
        _require(found, PayoutAction.NOTE_RETURNED, by, done=found.reason == RETURNED)
        return fail(found, RETURNED, now)

    return acted(context, step, workspace=workspace, payout=payout, act="note_returned", by=by)


def _require(payout: Payout, action: PayoutAction, by: str, *, done: bool) -> None:
    allowed = payout.method is PayoutMethod.TRANSFER and (done or action in actions(payout, by))
    if not allowed:
        raise WrongPayoutState(extra={"state": payout.state.value})
