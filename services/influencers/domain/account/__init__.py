"""Where a partner is paid: an account at a bank, or one at the provider; and who pays.

What is changed by one is confirmed by another before money goes there.
"""

from services.influencers.domain.account.account import INCOMPLETE, Account, account_id, begun
from services.influencers.domain.account.errors import (
    AccountNotReady,
    AccountSecondPersonNeeded,
    LedByAnother,
    NothingToConfirm,
)
from services.influencers.domain.account.form import BANK_FIELDS, PAYER_FIELDS, BankForm, PayerForm
from services.influencers.domain.account.payer import Payer

__all__ = [
    "BANK_FIELDS",
    "INCOMPLETE",
    "PAYER_FIELDS",
    "Account",
    "AccountNotReady",
    "AccountSecondPersonNeeded",
    "BankForm",
    "LedByAnother",
    "NothingToConfirm",
    "Payer",
    "PayerForm",
    "account_id",
    "begun",
]
