"""Stripe Connect, by the few calls that are made of it; the only module that knows its client.

The client itself repeats no call: what becomes of one is stored first (`paying`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import stripe
from stripe import RequestsClient, StripeClient

from shared.money import Money
from shared.payments.outcomes import (
    Account,
    KeyReused,
    OtherCurrency,
    PaidOut,
    PaymentRefused,
    PaymentsBusy,
    PaymentUnknown,
    Transfer,
)

# Those in which Stripe's smallest unit is that of ISO 4217, and ours. In others it is not: Stripe
# counts the Icelandic krona and the Ugandan shilling in hundredths, and rounds thousandths.
CURRENCIES = frozenset(
    ["AUD", "CAD", "CHF", "CZK", "DKK", "EUR", "GBP", "JPY", "NOK", "NZD", "PLN", "SEK", "USD"]
)
_MOST = 100


class StripePayments:
    """Accounts of people, and transfers to them. Every call may raise the errors of `outcomes`."""

    def __init__(self, secret_key: str, *, address: str, timeout: float) -> None:
        self._client = StripeClient(
            secret_key,
            base_addresses={"api": address} if address else None,
            http_client=RequestsClient(timeout=timeout),
            max_network_retries=0,
        )

    def open_account(self, country: str, reference: str, *, key: str) -> Account:
        """Return a new account that may receive transfers; `reference` is ours, an id.

        Its owner tells Stripe who they are on Stripe's own pages: no name or address goes there.
        """
        with _told():
            made = self._client.v1.accounts.create(
                {
                    "type": "express",
                    "country": country,
                    "capabilities": {"transfers": {"requested": True}},
                    "metadata": {"reference": reference},
                },
                {"idempotency_key": key},
            )
        return _account(made)

    def onboarding(self, account: str, *, back: str, again: str) -> str:
        """Return the page where the owner tells who they are; it opens once, within minutes.

        It leads to `back`, and to `again` where it is over: ask for another one there.
        """
        with _told():
            link = self._client.v1.account_links.create(
                {
                    "account": account,
                    "type": "account_onboarding",
                    "return_url": back,
                    "refresh_url": again,
                }
            )
        return link.url

    def account(self, id: str) -> Account:  # noqa: A002 - the field's word
        """Return an account as it is now."""
        with _told():
            return _account(self._client.v1.accounts.retrieve(id))

    def available(self, currency: str) -> Money:
        """Return what may be transferred now."""
        with _told():
            balance = self._client.v1.balance.retrieve()
        held = (each for each in balance.available if each.currency == currency.lower())
        return Money(sum(each.amount for each in held), currency)

    def transfer(self, amount: Money, destination: str, *, group: str, key: str) -> Transfer:
        """Move money to an account. `key` is the same where it is asked for again."""
        if amount.currency not in CURRENCIES:
            raise OtherCurrency
        with _told():
            made = self._client.v1.transfers.create(
                {
                    "amount": amount.amount,
                    "currency": amount.currency.lower(),
                    "destination": destination,
                    "transfer_group": group,
                },
                {"idempotency_key": key},
            )
        return _transfer(made)

    def transfers(self, group: str) -> list[Transfer]:
        """Return what was moved for one of our payouts."""
        with _told():
            found = self._client.v1.transfers.list({"transfer_group": group, "limit": _MOST})
        return [_transfer(each) for each in found.data]

    def transfer_of(self, id: str) -> Transfer:  # noqa: A002 - the field's word
        """Return a transfer as it is now."""
        with _told():
            return _transfer(self._client.v1.transfers.retrieve(id))

    def transfers_in(self, payout: str, account: str) -> list[str]:
        """Return the ids of the transfers that a payout of the account brought to its bank.

        Stripe pays out by itself, several transfers at a time: this is what tells which arrived.
        """
        with _told():
            lines = self._client.v1.balance_transactions.list(
                {"payout": payout, "limit": _MOST, "expand": ["data.source"]},
                {"stripe_account": account},
            )
            sources = [each.source for each in lines.auto_paging_iter()]
        named = (getattr(source, "source_transfer", None) for source in sources)
        return [each if isinstance(each, str) else str(each.id) for each in named if each]

    def paid_out(self, account: str, since: datetime) -> list[PaidOut]:
        """Return what Stripe paid out of an account to its bank since then, the newest first."""
        with _told():
            found = self._client.v1.payouts.list(
                {"created": {"gte": int(since.timestamp())}, "limit": _MOST},
                {"stripe_account": account},
            )
            made = list(found.auto_paging_iter())
        return [
            PaidOut(each.id, each.status == "paid", each.status in ("failed", "canceled"))
            for each in made
        ]

    def reverse(self, transfer: str, amount: Money, *, key: str) -> str:
        """Take money back from an account; return the reversal's id."""
        with _told():
            made = self._client.v1.transfers.reversals.create(
                transfer, {"amount": amount.amount}, {"idempotency_key": key}
            )
        return str(made.id)


def _account(made: stripe.Account) -> Account:
    capabilities, requirements = made.capabilities, made.requirements
    return Account(
        id=made.id,
        transfers_active=capabilities is not None
        and getattr(capabilities, "transfers", None) == "active",
        payouts_enabled=bool(made.payouts_enabled),
        owes=tuple(getattr(requirements, "currently_due", None) or ()),
        disabled_reason=getattr(requirements, "disabled_reason", None) or "",
        reference=str(getattr(made.metadata, "reference", None) or ""),
    )


def _transfer(made: stripe.Transfer) -> Transfer:
    currency = made.currency.upper()
    return Transfer(
        id=made.id,
        amount=Money(made.amount, currency),
        destination=str(made.destination or ""),
        group=made.transfer_group or "",
        reversed=Money(made.amount_reversed, currency),
    )


@contextmanager
def _told() -> Iterator[None]:
    """Say by our own errors what became of a call."""
    try:
        yield
    except stripe.IdempotencyError as error:
        # Two calls with one key at once: the other one is under way.
        raise (PaymentsBusy if error.http_status == 409 else KeyReused) from error
    except (stripe.RateLimitError, stripe.AuthenticationError) as error:
        raise PaymentsBusy from error
    except (stripe.CardError, stripe.InvalidRequestError, stripe.PermissionError) as error:
        raise PaymentRefused(error.code or "refused") from error
    except stripe.StripeError as error:
        raise PaymentUnknown(replayed=_is_replayed(error.headers)) from error


def _is_replayed(headers: Any) -> bool:
    found = {str(name).lower(): value for name, value in dict(headers or {}).items()}
    return found.get("idempotent-replayed") == "true"
