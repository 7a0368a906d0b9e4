"""Payouts through a provider that fails in every way: each is paid once, or not at all and told so.

A worker is played that dies between any two steps: it knows of a payout what was stored of it. Then
the real one over its stores, killed before any write.
"""

import random
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from services.influencers.domain.commission import follow
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
from services.influencers.domain.program import Program
from services.influencers.use_cases.payout.decide import confirm_payout
from services.influencers.use_cases.payout.round import ask_round
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
from tests.influencers.bureau import WORKSPACE, Bureau
from tests.influencers.dying import Killed, dying
from tests.influencers.money import (
    at_provider,
    balance,
    earned,
    partner_of,
    through,
    told,
    worked,
)

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


def heard_of(
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
            heard_of(payouts, provider, payments, account)
    provider.clock.advance(minutes=4)
    provider.payments.deliveries.send_due()
    heard_of(payouts, provider, payments, account)
    moved = {str(e["transfer_group"]): e["amount"] for e in provider.book()["transfer"]}
    assert len(moved) == len(provider.book()["transfer"])
    ended = {e.id: e for e in payouts.values() if e.provider_id}
    assert {id_: each.amount.amount for id_, each in ended.items()} == moved
    assert {each.state for each in payouts.values()} <= {PayoutState.COMPLETED, PayoutState.FAILED}
    failed = {e["id"] for e in provider.book()["payout"] if e["status"] == "failed"}
    returned = [e for e in ended.values() if e.state is PayoutState.FAILED]
    assert len(returned) == len(failed)


def refunded(bureau: Bureau, commission: str, left: int, cause: str) -> None:
    """Leave less of what was earned, whether it was paid or not."""
    bureau.context.stores.commissions.change(
        WORKSPACE,
        commission,
        lambda each: follow(
            each, Money(left, "EUR"), cause=cause, reason="refunded", at=bureau.clock.now()
        ),
    )


def sent_back(bureau: Bureau, program: Program, partner: str) -> int:
    """Return what came back of payouts in parts, and is owed again by entries of its own."""
    found = bureau.context.stores.commissions.of_program(
        WORKSPACE, program.id, partner=partner, limit=500
    )
    entries = (entry for each in found.items for entry in each.ledger.entries)
    return sum(entry.amount for entry in entries if entry.reason == "sent_back")


def kept_at(provider: Provider, account: str) -> int:
    """Return what the provider's own book says that an account received and kept."""
    moved = (e for e in provider.book()["transfer"] if e["destination"] == account)
    return sum(int(str(e["amount"])) - int(str(e["amount_reversed"])) for e in moved)


@pytest.mark.parametrize("seed", range(3))
def test_workers_that_die_at_any_write_leave_stores_and_the_providers_book_equal_to_the_cent(
    bureau: Bureau, provider: Provider, seed: int
) -> None:
    chance = random.Random(seed)
    through(bureau, provider)
    least = {"amount": 300, "currency": "EUR"}
    program = bureau.opened(minimum_payout=least, payout_rhythm="asked")
    accounts = {}
    for name in ("a", "b", "c"):
        partner = partner_of(bureau, program, email=f"{name}@x.example", name=name)
        accounts[partner] = at_provider(bureau, provider, partner).provider_id
    sold: list[str] = []
    for turn in range(60):
        partner = chance.choice(list(accounts))
        sold.append(earned(bureau, program, partner, chance.randint(1, 900), str(turn)).id)
        if chance.random() < 0.3:
            refunded(bureau, chance.choice(sold), 0, f"refund:{turn}")
        if chance.random() < 0.5:
            provider.tell("faults", fault=chance.choice(CALLS + AFTER), value=30)
        if chance.random() < 0.5:
            ask_round(bureau.context, workspace=WORKSPACE, program=program.id, by="ada")
        if chance.random() < 0.1 and (moved := provider.book()["transfer"]):
            taken_back(bureau, chance.choice(moved), turn)
        with suppress(Killed):
            worked(bureau, dying(bureau.context, bureau.database, chance.randint(0, 25)))
        approve_all(bureau)
        told(bureau, provider, dying(bureau.context, bureau.database, chance.randint(0, 6)))
        later(bureau, provider, minutes=chance.choice([1, 3, 70]))
        if chance.random() < 0.3:
            provider.payments.book.rows("DELETE FROM answers")
    provider.payments.book.rows("DELETE FROM faults")
    for _ in range(30):
        approve_all(bureau)
        told(bureau, provider)
        worked(bureau)
        later(bureau, provider, hours=13)
    settled(bureau)
    for partner, account in accounts.items():
        found = balance(bureau, program, partner)
        kept = kept_at(provider, account) + sent_back(bureau, program, partner)
        assert (found.on_its_way.amount, found.paid.amount) == (0, kept)
        assert found.earned == found.paid + found.payable
    groups = [str(each["transfer_group"]) for each in provider.book()["transfer"]]
    assert len(groups) == len(set(groups))
    assert len(groups) >= 5


def approve_all(bureau: Bureau) -> None:
    """Approve every draft whose amount is known."""
    for each in bureau.context.stores.payouts.page(WORKSPACE, state="draft", limit=100).items:
        if each.gathered:
            confirm_payout(bureau.context, workspace=WORKSPACE, payout=each.id, by="omar")


def taken_back(bureau: Bureau, transfer: Mapping[str, object], turn: int) -> None:
    """Take a cent back by hand, on the provider's own page."""
    with suppress(PaymentRefused, PaymentsBusy, PaymentUnknown):
        bureau.context.require_payments().reverse(
            str(transfer["id"]), Money(1, "EUR"), key=f"by hand {turn}"
        )


def later(bureau: Bureau, provider: Provider, **time: int) -> None:
    """Let time pass for both."""
    provider.clock.advance(**time)
    bureau.clock.set(provider.clock.now())


def settled(bureau: Bureau) -> None:
    """Require that nothing is due, and that every payout has ended."""
    found = bureau.context.stores.payouts.page(WORKSPACE, limit=200).items
    assert {each.state for each in found} <= {PayoutState.COMPLETED, PayoutState.FAILED}
    assert [each.due_at for each in found if each.due_at] == []
