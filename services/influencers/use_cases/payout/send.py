"""Send an approved payout through the provider: intent, look, call, look again, outcome."""

from collections.abc import Callable
from datetime import datetime, timedelta

from services.influencers.domain.payout import (
    Moved,
    Payout,
    begin,
    fail,
    put_off,
    refuse,
    sent,
)
from services.influencers.use_cases.account.told import note_provider_account
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.payout.end import end_payout
from shared.payments import (
    KeyReused,
    OtherCurrency,
    PaymentRefused,
    PaymentsBusy,
    PaymentUnknown,
    pay,
)

Outcome = Callable[[Payout, datetime], Moved]
SOON, LATER = timedelta(minutes=1), timedelta(hours=1)


def group_of(payout: Payout) -> str:
    """Return what transfers of a payout are found by at the provider, with its workspace."""
    return f"{payout.workspace_id}:{payout.id}"


def send_payout(context: Context, payout: Payout) -> Payout:
    """Return the payout after one turn; what became of it is known, or looked at again later.

    Where its account cannot take money now it waits, with the reason.
    """
    payouts, now = context.stores.payouts, context.clock.now()
    meant = payouts.change(payout.workspace_id, payout.id, lambda found: begin(found, now))
    blocked = _blocked(context, meant)
    if blocked:
        return payouts.change(
            meant.workspace_id, meant.id, lambda found: put_off(found, blocked, now + LATER)
        )
    return _paid(context, meant)


def _blocked(context: Context, payout: Payout) -> str:
    account = context.stores.accounts.find(payout.workspace_id, payout.partner_id)
    if context.payments is None:
        return "payments_disabled"
    if account is None or account.method is not payout.method:
        return "account_missing"
    # What the provider thinks of it is asked when it is called.
    return "" if account.confirmed_by else "account_unconfirmed"


def _paid(context: Context, meant: Payout) -> Payout:
    outcome, now = _asked(context, meant), context.clock.now()
    stored = context.stores.payouts.change(
        meant.workspace_id, meant.id, lambda found: outcome(found, now)
    )
    return end_payout(context, stored) if stored.failed_at else stored


def _asked(context: Context, meant: Payout) -> Outcome:
    """Ask for the transfer, and return what follows from what became of it."""
    account = context.stores.accounts.find(meant.workspace_id, meant.partner_id)
    destination, payments = account.provider_id if account else "", context.require_payments()
    try:
        known = note_provider_account(context, payments.account(destination))
        if known is not None and known.blocked:
            return _later(known.blocked, LATER)
        made = pay(payments, meant.amount, destination, group=group_of(meant), key=meant.key)
    except PaymentRefused as refused:
        return _refused(meant.attempt, refused.reason)
    except KeyReused as reused:
        # Another destination than before, and nothing was moved: the next attempt has a key anew.
        return _refused(meant.attempt, reused.slug)
    except OtherCurrency as other:
        return _failed(other.slug)
    except (PaymentsBusy, PaymentUnknown) as error:
        return _later(error.slug, SOON)
    return _sent(made.id)


def _refused(attempt: int, reason: str) -> Outcome:
    return lambda found, now: refuse(found, attempt, reason, now)


def _failed(reason: str) -> Outcome:
    return lambda found, now: fail(found, reason, now)


def _later(reason: str, wait: timedelta) -> Outcome:
    return lambda found, now: put_off(found, reason, now + wait)


def _sent(transfer: str) -> Outcome:
    return lambda found, now: sent(found, transfer, now)
