"""What a workspace keeps of the money of one person."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.influencers.domain.account import Account
from services.influencers.domain.partner import Partner
from services.influencers.domain.payout import Payout
from services.influencers.use_cases.account.opened import iban_of
from services.influencers.use_cases.context import Context

MOST = 200


@dataclass(frozen=True)
class MoneyOf:
    """The account of a partner, its IBAN unwrapped, and their payouts, the newest first."""

    account: Account | None
    iban: str
    payouts: Sequence[Payout]


def money_of(context: Context, partner: Partner) -> MoneyOf:
    """Return it, for whoever handles the person and was noted already."""
    workspace, stores = partner.workspace_id, context.stores
    account = stores.accounts.find(workspace, partner.id)
    iban = iban_of(context, account) if account and account.iban else ""
    return MoneyOf(
        account, iban, stores.payouts.of_partner(workspace, partner.id, limit=MOST).items
    )
