"""The accounts behind their wrapping: for the file that a bank reads, and for nobody else."""

from services.influencers.domain.account import Account, AccountNotReady, Payer
from services.influencers.domain.payout import Payout
from services.influencers.use_cases.context import Context

IBAN, PAYER = "iban", "payer"


def account_of_payout(context: Context, payout: Payout) -> Account:
    """Return the account that a payout goes to. Raises `AccountNotReady`."""
    found = context.stores.accounts.find(payout.workspace_id, payout.partner_id)
    if found is None:
        raise AccountNotReady("account_missing")
    return found.require_ready(payout.method)


def iban_of(context: Context, account: Account) -> str:
    """Return the IBAN of a partner."""
    purpose = (account.workspace_id, account.id, IBAN)
    return context.wrapper.unwrap(account.iban, *purpose).decode()


def payer_iban_of(context: Context, payer: Payer) -> str:
    """Return the IBAN that a team pays from."""
    return context.wrapper.unwrap(payer.iban, payer.workspace_id, PAYER).decode()
