"""The calls that are made of Stripe, answered by the stand-in over the wire."""

import json
import subprocess
import sys
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import requests

from shared.money import Money
from shared.payments import (
    KeyReused,
    OtherCurrency,
    PaymentRefused,
    PaymentsBusy,
    PaymentUnknown,
    open_payments,
    pay,
)
from shared.payments.stripe_payments import StripePayments
from tests.harness.payments import Provider


def euros(amount: int) -> Money:
    return Money(amount, "EUR")


def amounts(provider: Provider) -> list[object]:
    return [each["amount"] for each in provider.book()["transfer"]]


def test_an_account_receives_money_once_its_owner_told_who_they_are(
    provider: Provider, payments: StripePayments
) -> None:
    made = payments.open_account("FR", "ana", key="account:ana")
    assert (made.ready, made.owes) == (False, ("individual.verification.document",))
    assert payments.open_account("FR", "ana", key="account:ana") == made
    page = payments.onboarding(made.id, back="https://us.example/b", again="https://us.example/a")
    assert urlsplit(page).netloc == urlsplit(provider.url).netloc
    assert "This money is not real." in requests.get(page, timeout=10).text
    left = requests.post(page, data={"leave": ""}, allow_redirects=False, timeout=10)
    assert (left.headers["Location"], payments.account(made.id).ready) == (
        "https://us.example/b",
        False,
    )
    requests.post(page, data={"done": ""}, allow_redirects=False, timeout=10)
    assert payments.account(made.id).ready


def test_a_restricted_account_says_why_and_receives_nothing(
    provider: Provider, payments: StripePayments, account: str
) -> None:
    provider.tell(f"accounts/{account}", active=False, reason="requirements.past_due")
    assert payments.account(account).disabled_reason == "requirements.past_due"
    with pytest.raises(PaymentRefused) as refused:
        payments.transfer(euros(100), account, group="p", key="k")
    assert refused.value.reason == "insufficient_capabilities_for_transfer"


def test_money_moves_to_an_account_and_back(payments: StripePayments, account: str) -> None:
    before = payments.available("EUR")
    made = payments.transfer(euros(5000), account, group="p", key="k")
    assert (made.amount, made.destination, made.group) == (euros(5000), account, "p")
    assert payments.transfers("p") == [made]
    assert payments.transfers("q") == []
    payments.reverse(made.id, euros(2000), key="r")
    payments.reverse(made.id, euros(2000), key="r")
    assert payments.transfers("p")[0].reversed == euros(2000)
    assert payments.available("EUR") == before - euros(3000)


def test_a_key_moves_money_once_and_stands_for_one_amount(
    provider: Provider, payments: StripePayments, account: str
) -> None:
    first = payments.transfer(euros(100), account, group="p", key="k")
    assert payments.transfer(euros(100), account, group="p", key="k") == first
    with pytest.raises(KeyReused):
        payments.transfer(euros(101), account, group="p", key="k")
    assert amounts(provider) == [100]


def test_more_than_there_is_does_not_move(payments: StripePayments, account: str) -> None:
    with pytest.raises(PaymentRefused) as refused:
        payments.transfer(payments.available("EUR") + euros(1), account, group="p", key="k")
    assert refused.value.reason == "balance_insufficient"


def test_a_currency_that_stripe_counts_otherwise_is_refused_before_any_call(
    provider: Provider, payments: StripePayments, account: str
) -> None:
    for currency in ("ISK", "TND", "UGX"):
        with pytest.raises(OtherCurrency):
            payments.transfer(Money(100, currency), account, group="p", key="k")
    assert payments.transfer(Money(100, "JPY"), account, group="p", key="k").amount.amount == 100


@pytest.mark.parametrize(
    ("fault", "error", "moved"),
    [
        ("refused", PaymentRefused, []),
        ("busy", PaymentsBusy, []),
        ("broken", PaymentUnknown, []),
        ("broken_after", PaymentUnknown, [100]),
        ("lost", PaymentUnknown, [100]),
    ],
)
def test_what_became_of_a_call_is_told(
    provider: Provider,
    payments: StripePayments,
    account: str,
    fault: str,
    error: type[Exception],
    moved: list[int],
) -> None:
    provider.tell("faults", fault=fault)
    with pytest.raises(error):
        payments.transfer(euros(100), account, group="p", key="k")
    assert amounts(provider) == moved


def test_a_call_that_takes_too_long_is_not_known(provider: Provider, account: str) -> None:
    hasty = open_payments("sk_test_kermesse", address=provider.url, timeout=0.3)
    provider.tell("faults", fault="silent", value=30)
    with pytest.raises(PaymentUnknown):
        hasty.transfer(euros(100), account, group="p", key="k")
    provider.tell("speak")
    assert amounts(provider) == [100]


def test_a_key_that_opens_nothing_moves_nothing_and_is_tried_again(provider: Provider) -> None:
    with pytest.raises(PaymentsBusy):
        open_payments("sk_live_wrong", address=provider.url).available("EUR")


@pytest.mark.parametrize("fault", ["broken_after", "lost"])
def test_a_payout_whose_answer_was_lost_is_found_at_once(
    provider: Provider, payments: StripePayments, account: str, fault: str
) -> None:
    provider.tell("faults", fault=fault)
    made = pay(payments, euros(100), account, group="p", key="payout:p:1")
    assert pay(payments, euros(100), account, group="p", key="payout:p:1") == made
    assert amounts(provider) == [100]


def test_a_payout_is_paid_once_even_after_its_key_was_forgotten(
    provider: Provider, payments: StripePayments, account: str
) -> None:
    made = pay(payments, euros(100), account, group="p", key="payout:p:1")
    provider.payments.book.rows("DELETE FROM answers")
    assert pay(payments, euros(100), account, group="p", key="payout:p:1") == made
    assert amounts(provider) == [100]


def test_a_key_that_was_answered_with_an_error_is_given_up_and_the_next_one_pays(
    provider: Provider, payments: StripePayments, account: str
) -> None:
    provider.tell("faults", fault="broken")
    with pytest.raises(PaymentUnknown):
        pay(payments, euros(100), account, group="p", key="payout:p:1")
    with pytest.raises(PaymentRefused):
        pay(payments, euros(100), account, group="p", key="payout:p:1")
    pay(payments, euros(100), account, group="p", key="payout:p:2")
    assert amounts(provider) == [100]


def test_a_payout_that_was_put_off_is_paid_by_the_same_key(
    provider: Provider, payments: StripePayments, account: str
) -> None:
    provider.tell("faults", fault="busy")
    with pytest.raises(PaymentsBusy):
        pay(payments, euros(100), account, group="p", key="payout:p:1")
    pay(payments, euros(100), account, group="p", key="payout:p:1")
    assert amounts(provider) == [100]


def test_a_payout_to_a_bank_says_which_transfers_it_brought(
    provider: Provider, payments: StripePayments, account: str
) -> None:
    made = payments.transfer(euros(100), account, group="p", key="k")
    payout = str(provider.book()["payout"][0]["id"])
    assert payments.transfers_in(payout, account) == [made.id]


def test_what_was_paid_out_of_an_account_is_told_with_what_became_of_it(
    provider: Provider, payments: StripePayments, account: str
) -> None:
    since = provider.clock.now()
    payments.transfer(euros(100), account, group="p", key="k")
    provider.tell("faults", fault="payout_fails")
    payments.transfer(euros(200), account, group="q", key="l")
    found = payments.paid_out(account, since)
    assert [(each.arrived, each.failed) for each in found] == [(False, True), (True, False)]
    assert payments.paid_out(account, since + timedelta(seconds=1)) == []
    other = payments.open_account("FR", "bea", key="account:bea")
    assert payments.paid_out(other.id, since) == []


def test_stripe_is_imported_where_payments_are_opened_and_not_before() -> None:
    asked = "import sys, json, shared.payments; print(json.dumps('stripe' in sys.modules))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True)
    assert json.loads(told.stdout) is False
