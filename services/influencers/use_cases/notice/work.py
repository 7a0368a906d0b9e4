"""Work on a notice: ask for the thing that it is about, and bring what is so to our payouts."""

from collections.abc import Callable
from datetime import datetime

from services.influencers.domain.payout import Moved, Payout, PayoutState, complete, fail, sent
from services.influencers.use_cases.account.told import note_provider_account
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.payout.end import end_payout
from services.influencers.use_cases.payout.returned import owe_again
from shared.payments import Notice, PaymentRefused, Transfer

RETURNED = "returned"


def look_after_notice(context: Context, notice: Notice) -> None:
    """Do what follows from a notice, in whatever order and however often it comes.

    Raises the errors of `shared.payments`, after which it is due again.
    """
    match notice.type:
        case "account.updated":
            note_provider_account(context, context.require_payments().account(notice.object_id))
        case "payout.paid" | "payout.failed":
            _paid_out(context, notice)
        case "transfer.reversed":
            _reversed(context, context.require_payments().transfer_of(notice.object_id))
    context.stores.payment_notices.settle(notice.id)


def _paid_out(context: Context, notice: Notice) -> None:
    """Bring a payout of the provider to each of our payouts whose transfer it brought."""
    payments = context.require_payments()
    for id_ in payments.transfers_in(notice.object_id, notice.account):
        transfer = payments.transfer_of(id_)
        if notice.type == "payout.paid":
            _moved(context, transfer, complete)
        else:
            _taken_back(context, transfer)


def _taken_back(context: Context, transfer: Transfer) -> None:
    """Take the money back that did not reach the bank, then owe it again: never both stay."""
    if _payout_of(context, transfer) is None:
        return
    left = transfer.amount - transfer.reversed
    try:
        if left:
            key = f"reversal:{transfer.group}"
            context.require_payments().reverse(transfer.id, left, key=key)
    except PaymentRefused:
        # It stays with the partner at the provider, whose next payout brings it to a bank.
        return
    _moved(context, transfer, lambda found, now: fail(found, RETURNED, now))


def _reversed(context: Context, transfer: Transfer) -> None:
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
