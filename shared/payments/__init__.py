"""Paying people: Stripe behind one adapter, its webhooks, and files for a bank.

`open_payments` imports Stripe only where it is called. `paying` makes one transfer certain,
whatever becomes of the calls; `webhooks` verifies what comes in and `notices` keeps it, once,
before any work; `sepa` writes what a bank reads, `iban` checks an account.
"""

from typing import TYPE_CHECKING

from shared.payments.iban import checked_iban
from shared.payments.notices import NOTICES, Notice, Notices
from shared.payments.outcomes import (
    Account,
    BadNotice,
    BadSignature,
    KeyReused,
    OtherCurrency,
    PaidOut,
    PaymentRefused,
    PaymentsBusy,
    PaymentUnknown,
    StaleNotice,
    Transfer,
)
from shared.payments.paying import pay
from shared.payments.sepa import Debtor, SepaPayment, sepa_file
from shared.payments.webhooks import receive, verified

if TYPE_CHECKING:
    from shared.payments.stripe_payments import StripePayments

__all__ = [
    "NOTICES",
    "Account",
    "BadNotice",
    "BadSignature",
    "Debtor",
    "KeyReused",
    "Notice",
    "Notices",
    "OtherCurrency",
    "PaidOut",
    "PaymentRefused",
    "PaymentUnknown",
    "PaymentsBusy",
    "SepaPayment",
    "StaleNotice",
    "Transfer",
    "checked_iban",
    "open_payments",
    "pay",
    "receive",
    "sepa_file",
    "verified",
]


def open_payments(secret_key: str, *, address: str = "", timeout: float = 20) -> "StripePayments":
    """Return the adapter; `address` is where the stand-in answers, "" is Stripe.

    `timeout` in seconds ends a call whose outcome is then not known.
    """
    from shared.payments.stripe_payments import StripePayments

    return StripePayments(secret_key, address=address, timeout=timeout)
