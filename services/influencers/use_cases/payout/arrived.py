"""What the provider says became of a transfer, brought to our payout; repeats change nothing."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from services.influencers.domain.payout import (
    Moved,
    Payout,
    PayoutState,
    asked,
    complete,
    fail,
    not_taken_back,
    sent,
)
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.payout.end import end_payout
from services.influencers.use_cases.payout.returned import owe_again
from services.influencers.use_cases.ports import Payments
from shared.payments import PaymentRefused, Transfer

RETURNED = "returned"
# The provider's clock may be behind ours.
SLACK = timedelta(days=1)


def ask_what_arrived(context: Context, payout: Payout) -> None:
    """Ask what became of a payout that was sent: the notice of it may never come.

    Raises the errors of `shared.payments`, after which it is due again.
    """
    if context.payments is not None and payout.sent_at is not None:
        # What is refused now may be shown tomorrow: an account may have been closed to us.
        with suppress(PaymentRefused):
            _follow(context, context.payments(), payout.provider_id, payout.sent_at - SLACK)
    now = context.clock.now()
    context.stores.payouts.change(payout.workspace_id, payout.id, lambda found: asked(found, now))


def _follow(context: Context, payments: Payments, id_: str, since: datetime) -> None:
    transfer = payments.transfer_of(id_)
    came_back(context, transfer)
    for each in payments.paid_out(transfer.destination, since):
        known = each.arrived or each.failed
        if known and id_ in payments.transfers_in(each.id, transfer.destination):
            (arrived if each.arrived else did_not_arrive)(context, transfer)
            return


def arrived(context: Context, transfer: Transfer) -> None:
    """Note that the money of a transfer reached the bank."""
    _moved(context, transfer, complete)


def did_not_arrive(context: Context, transfer: Transfer) -> None:
    """Take the money back that did not reach the bank, then owe it again: never both stay.

    Where the provider refuses that, the payout says so: nothing is owed twice.
    """
    if _payout_of(context, transfer) is None:
        return
    left = transfer.amount - transfer.reversed
    try:
        if left:
            # What is left says which call it is: the provider refuses a key with another amount.
            key = f"reversal:{transfer.group}:{left.amount}"
            context.require_payments().reverse(transfer.id, left, key=key)
    except PaymentRefused:
        # It stays with the partner at the provider, whose next payout brings it to a bank.
        _moved(context, transfer, not_taken_back)
        return
    _moved(context, transfer, lambda found, now: fail(found, RETURNED, now))


def came_back(context: Context, transfer: Transfer) -> None:
    """Owe again what was taken back of a transfer: all of it ends its payout."""
    if transfer.reversed >= transfer.amount:
        _moved(context, transfer, lambda found, now: fail(found, "reversed", now))
    payout = _payout_of(context, transfer)
    if payout is not None:
        owe_again(context, payout, transfer.reversed)


def _moved(context: Context, transfer: Transfer, step: Callable[[Payout, datetime], Moved]) -> None:
    payout = _payout_of(context, transfer)
    if payout is None:
        return
    now = context.clock.now()

    def known(found: Payout) -> Moved:
        """Its arrival may be told before the answer to the call."""
        left, events = sent(found, transfer.id, now)
        after, more = step(left, now)
        return after, (*events, *more)

    after = context.stores.payouts.change(payout.workspace_id, payout.id, known)
    if after.is_at_least(PayoutState.COMPLETED):
        end_payout(context, after)


def _payout_of(context: Context, transfer: Transfer) -> Payout | None:
    workspace, _, payout = transfer.group.partition(":")
    return context.stores.payouts.find(workspace, payout) if payout else None
