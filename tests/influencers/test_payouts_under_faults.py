"""Payouts through a provider that fails in every way: each is paid once, or not at all and told so.

A worker is played that dies between any two steps: it knows of a payout what was stored of it.
"""

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from services.influencers.domain.payout import (
    Payout,
    PayoutMethod,
    PayoutState,
    begin,
    complete,
    confirm,
    fail,
    gather,
    propose,
    put_off,
    refuse,
    sent,
)
from shared.money import Money
from shared.payments import (
    PaymentRefused,
    PaymentsBusy,
    PaymentUnknown,
    open_payments,
    pay,
    verified,
)
from shared.payments.stripe_payments import StripePayments
from tests.harness.payments import CONNECT, NOW, PLATFORM, Provider, running_provider

CALLS = ["refused", "busy", "broken", "broken_after", "lost"]
AFTER = ["payout_fails", "webhook_twice", "webhook_late", "webhooks_reordered"]


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[Provider]:
    with running_provider(str(tmp_path / "payments.sqlite")) as running:
        yield running


def approved(place: int) -> Payout:
    draft = propose(
        f"payout{place}",
        workspace="w",
        program="program",
        partner="ana",
        currency="EUR",
        method=PayoutMethod.STRIPE,
        by="iris",
        now=NOW,
    )
    taken = {f"commission{place}": Money(100 + place, "EUR")}
    made = gather(draft, taken, Money(0, "EUR"), leaving=False, now=NOW)[0]
    return confirm(made, by="omar", now=NOW)[0]


def sent_or_not(payout: Payout, payments: StripePayments, account: str, *, dies: bool) -> Payout:
    """Return what is stored after one turn of a worker; one that dies stores no outcome."""
    meant = begin(payout, NOW)[0]
    try:
        made = pay(payments, meant.amount, account, group=meant.id, key=meant.key)
    except PaymentRefused as refused:
        after = refuse(meant, meant.attempt, refused.reason, NOW)[0]
    except (PaymentsBusy, PaymentUnknown) as error:
        after = put_off(meant, error.slug, NOW + timedelta(minutes=1))[0]
    else:
        after = sent(meant, made.id, NOW)[0]
    return meant if dies else after


def told_of(
    payouts: dict[str, Payout], provider: Provider, payments: StripePayments, account: str
) -> None:
    """Work on what webhooks said, by asking for the thing itself."""
    groups = {str(each["id"]): str(each["transfer_group"]) for each in provider.book()["transfer"]}
    for url, raw, header in provider.heard:
        secret = CONNECT if url.endswith("connect") else PLATFORM
        notice = verified(raw, header, secret, provider.clock.now())
        if notice.type not in ("payout.paid", "payout.failed"):
            continue
        for transfer in payments.transfers_in(notice.object_id, account):
            before = payouts[groups[transfer]]
            known = sent(before, transfer, NOW)[0]
            failed = notice.type == "payout.failed"
            after = fail(known, "returned", NOW) if failed else complete(known, NOW)
            payouts[known.id] = after[0]
    provider.heard.clear()


@pytest.mark.parametrize("seed", range(3))
def test_the_providers_book_agrees_with_ours_to_the_cent(provider: Provider, seed: int) -> None:
    chance = random.Random(seed)
    payments = open_payments("sk_test_kermesse", address=provider.url, timeout=10)
    account = payments.open_account("FR", "ana", key="account:ana").id
    provider.tell(f"accounts/{account}", active=True)
    payouts = {f"payout{place}": approved(place) for place in range(30)}
    for _ in range(400):
        open_ones = [e for e in payouts.values() if not e.is_at_least(PayoutState.SENT)]
        if not open_ones:
            break
        if chance.random() < 0.6:
            provider.tell("faults", fault=chance.choice(CALLS + AFTER), value=30)
        chosen = chance.choice(open_ones)
        dies = chance.random() < 0.5
        payouts[chosen.id] = sent_or_not(chosen, payments, account, dies=dies)
        if chance.random() < 0.4:
            # The provider forgets keys, as it may after a day.
            provider.payments.book.rows("DELETE FROM answers")
        if chance.random() < 0.1:
            provider.payments.deliveries.send_due()
            told_of(payouts, provider, payments, account)
    provider.clock.advance(minutes=4)
    provider.payments.deliveries.send_due()
    told_of(payouts, provider, payments, account)
    moved = {str(e["transfer_group"]): e["amount"] for e in provider.book()["transfer"]}
    assert len(moved) == len(provider.book()["transfer"])
    ended = {e.id: e for e in payouts.values() if e.provider_id}
    assert {id_: each.amount.amount for id_, each in ended.items()} == moved
    assert {each.state for each in payouts.values()} <= {PayoutState.COMPLETED, PayoutState.FAILED}
    failed = {e["id"] for e in provider.book()["payout"] if e["status"] == "failed"}
    returned = [e for e in ended.values() if e.state is PayoutState.FAILED]
    assert len(returned) == len(failed)
