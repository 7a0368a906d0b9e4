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
    confirm_returned,
    dismiss_returned,
    say_returned,
)
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.payout.acting import acted


def note_paid(context: Context, *, workspace: str, payout: str, by: str) -> Payout:
    """Return the payout once the bank has carried it out. Raises `WrongPayoutState`."""

    def step(found: Payout, now: datetime) -> Moved:
        known = found.method is PayoutMethod.TRANSFER and found.completed_at is not None
        if not known and PayoutAction.NOTE_PAID not in actions(found, by):
            raise WrongPayoutState(extra={"state": found.state.value})
        return complete(found, now)

    return acted(context, step, workspace=workspace, payout=payout, act="note_paid", by=by)


def note_returned(context: Context, *, workspace: str, payout: str, by: str) -> Payout:
    """Return the payout once `by` told that the money came back: another confirms it.

    Raises `NotFound` or `WrongPayoutState`.
    """

    def step(found: Payout, now: datetime) -> Moved:
        return say_returned(found, by=by, now=now)

    return acted(context, step, workspace=workspace, payout=payout, act="note_returned", by=by)


def confirm_return(context: Context, *, workspace: str, payout: str, by: str) -> Payout:
    """Return the payout once a second account says that the money came back: it is owed again.

    Raises `NotFound`, `ReturnSecondPersonNeeded` or `WrongPayoutState`.
    """

    def step(found: Payout, now: datetime) -> Moved:
        return confirm_returned(found, by=by, now=now)

    return acted(context, step, workspace=workspace, payout=payout, act="confirm_returned", by=by)


def dismiss_return(context: Context, *, workspace: str, payout: str, by: str) -> Payout:
    """Return the payout once it is taken back that the money came back.

    Raises `NotFound` or `WrongPayoutState`.
    """

    def step(found: Payout, now: datetime) -> Moved:
        return dismiss_returned(found, now)

    return acted(context, step, workspace=workspace, payout=payout, act="dismiss_returned", by=by)
