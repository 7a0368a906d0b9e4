"""Read where a partner is paid, as far as anybody may."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.influencers.domain.account import Account, begun
from services.influencers.domain.audit import Purpose
from services.influencers.domain.partner import Partner
from services.influencers.use_cases.audit import note_reading
from services.influencers.use_cases.context import Context


@dataclass(frozen=True)
class AccountView:
    """An account, its partner, and other partners who have the same account at a bank."""

    account: Account
    partner: Partner
    sharing: Sequence[str]


def read_account(context: Context, *, workspace: str, partner: str, by: str) -> AccountView:
    """Return the account of a partner for the team, which is noted first. Raises `NotFound`."""
    note_reading(context, workspace=workspace, by=by, purpose=Purpose.PARTNER, refs=(partner,))
    return account_view(context, workspace, partner)


def account_view(context: Context, workspace: str, partner: str) -> AccountView:
    """Return the account of a partner for whoever sees them already. Raises `NotFound`."""
    found = context.stores.partners.get(workspace, partner)
    account = context.stores.accounts.find(workspace, partner)
    account = account or begun(workspace, partner, context.clock.now())
    return AccountView(account, found, context.stores.accounts.sharing(account))
