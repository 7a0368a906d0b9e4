"""Confirm where a partner is paid: by another account than the one that said it."""

from services.influencers.domain.account import Account, begun
from services.influencers.use_cases.audit import audited
from services.influencers.use_cases.context import Context


def confirm_account(
    context: Context, *, workspace: str, partner: str, change: int, by: str
) -> Account:
    """Return the account once money may go there; `change` is the one that was read.

    Raises `NotFound`, `NothingToConfirm` or `AccountSecondPersonNeeded`.
    """
    context.stores.partners.get(workspace, partner)
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
