"""Work on a notice: ask for the thing that it is about, and bring what is so to our payouts."""

from services.influencers.use_cases.account.told import note_provider_account
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.payout.arrived import arrived, came_back, did_not_arrive
from shared.payments import Notice


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
            came_back(context, context.require_payments().transfer_of(notice.object_id))
    context.stores.payment_notices.settle(notice.id)


def _paid_out(context: Context, notice: Notice) -> None:
    """Bring a payout of the provider to each of our payouts whose transfer it brought."""
    payments = context.require_payments()
    follow = arrived if notice.type == "payout.paid" else did_not_arrive
    for id_ in payments.transfers_in(notice.object_id, notice.account):
        follow(context, payments.transfer_of(id_))
