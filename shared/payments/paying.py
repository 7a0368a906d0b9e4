"""One transfer for one payout, whatever becomes of the calls.

The intent with its key is stored before; this looks, calls, and looks again. Stripe forgets keys
after a day, so a key alone would pay twice after a long absence; and it keeps what a key was once
answered, an error too, so a key alone might never pay.
"""

from typing import Protocol

from shared.money import Money
from shared.payments.outcomes import PaymentRefused, PaymentUnknown, Transfer


class Transfers(Protocol):
    """What is asked of the provider."""

    def transfer(self, amount: Money, destination: str, *, group: str, key: str) -> Transfer:
        """Move money to an account."""
        ...

    def transfers(self, group: str) -> list[Transfer]:
        """Return what was moved for one of our payouts."""
        ...


def pay(payments: Transfers, amount: Money, destination: str, *, group: str, key: str) -> Transfer:
    """Return the transfer of a payout, made now or before.

    Raises `PaymentRefused` where nothing was moved and this key never will, `PaymentsBusy` or
    `PaymentUnknown` where the same is asked for again later, `KeyReused` or `OtherCurrency`.
    """
    if made := payments.transfers(group):
        return made[0]
    try:
        return payments.transfer(amount, destination, group=group, key=key)
    except PaymentUnknown as unknown:
        if made := payments.transfers(group):
            return made[0]
        if unknown.replayed:
            raise PaymentRefused("answered_with_an_error") from unknown
        raise
