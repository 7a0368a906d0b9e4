"""What is outside: the payment provider, as `shared.payments` opens it."""

from datetime import datetime
from typing import Protocol

from shared.money import Money
from shared.payments import Account, PaidOut, Transfer


class Payments(Protocol):
    """Accounts of people, and transfers to them; calls raise the errors of `shared.payments`."""

    def open_account(self, country: str, reference: str, *, key: str) -> Account:
        """Return a new account; `reference` is ours."""
        ...

    def onboarding(self, account: str, *, back: str, again: str) -> str:
        """Return the page where its owner tells who they are."""
        ...

    def account(self, id: str) -> Account:  # noqa: A002 - the field's word
        """Return an account as it is now."""
        ...

    def transfer(self, amount: Money, destination: str, *, group: str, key: str) -> Transfer:
        """Move money to an account."""
        ...

    def transfers(self, group: str) -> list[Transfer]:
        """Return what was moved for one of our payouts."""
        ...

    def transfer_of(self, id: str) -> Transfer:  # noqa: A002
        """Return a transfer as it is now."""
        ...

    def transfers_in(self, payout: str, account: str) -> list[str]:
        """Return the transfers that a payout of the account brought to its bank."""
        ...

    def paid_out(self, account: str, since: datetime) -> list[PaidOut]:
        """Return what was paid out of an account to its bank since then, the newest first."""
        ...

    def reverse(self, transfer: str, amount: Money, *, key: str) -> str:
        """Take money back from an account."""
        ...
