"""Confirm where a partner is paid: by another account than the one that said it."""

from services.influencers.domain.account import Account, begun
from services.influencers.domain.payout import PayoutMethod
from services.influencers.use_cases.account.told import note_provider_account
from services.influencers.use_cases.audit import audited
from services.influencers.use_cases.context import Context


def confirm_account(
    context: Context, *, workspace: str, partner: str, change: int, by: str
) -> Account:
    """Return the account once money may go there; `change` is the one that was read.

    Of one at the provider it is asked first whether it is complete. Raises `NotFound`,
    `NothingToConfirm`, `AccountSecondPersonNeeded`, `AccountNotReady`, or the errors of
    `shared.payments`.
    """
    context.stores.partners.get(workspace, partner)
    _ask_provider(context, workspace, partner)
    now = context.clock.now()
    return context.stores.accounts.change(
        begun(workspace, partner, now),
        audited(
            context,
            lambda found: found.confirmed(change, by=by, now=now),
            workspace=workspace,
            act="account_confirm",
            by=by,
            partner=partner,
        ),
    )


def _ask_provider(context: Context, workspace: str, partner: str) -> None:
    known = context.stores.accounts.find(workspace, partner)
    if known is not None and known.method is PayoutMethod.STRIPE and not known.confirmed_by:
        note_provider_account(context, context.require_payments().account(known.provider_id))
