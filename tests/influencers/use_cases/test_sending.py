"""Through the provider: sent once, waited for, told by notices that come in any order."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from services.influencers.domain.payout import Payout, PayoutState
from services.influencers.domain.program import Program
from services.influencers.use_cases.context import NoticeSecrets
from services.influencers.use_cases.notice.receive import receive_notice
from services.influencers.use_cases.payout.decide import confirm_payout
from shared.money import Money
from shared.payments import BadSignature, StaleNotice
from tests.harness.payments import CONNECT, Provider, running_provider
from tests.influencers.bureau import WORKSPACE, Bureau
from tests.influencers.money import (
    at_provider,
    earned,
    owed,
    partner_of,
    proposed,
    read,
    through,
    told,
    worked,
)

S = PayoutState


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[Provider]:
    with running_provider(str(tmp_path / "payments.sqlite")) as running:
        yield running


@pytest.fixture
def program(bureau: Bureau, provider: Provider) -> Program:
    through(bureau, provider)
    return bureau.opened()


def approved(bureau: Bureau, program: Program, partner: str) -> Payout:
    draft = proposed(bureau, program, partner)
    return confirm_payout(bureau.context, workspace=WORKSPACE, payout=draft.id, by="omar")


def ready(bureau: Bureau, provider: Provider, program: Program, *amounts: int) -> str:
    """Return a partner whom the provider pays, and who earned something."""
    partner = partner_of(bureau, program)
    at_provider(bureau, provider, partner)
    told(bureau, provider)
    worked(bureau)
    for place, amount in enumerate(amounts):
        earned(bureau, program, partner, amount, str(place))
    return partner


def test_an_approved_payout_is_sent_and_its_arrival_is_told(
    bureau: Bureau, provider: Provider, program: Program
) -> None:
    partner = ready(bureau, provider, program, 3000, 500)
    made = approved(bureau, program, partner)
    worked(bureau)
    assert (read(bureau, made).state, owed(bureau, program, partner)) == (S.SENT, (0, 3500, 0))
    told(bureau, provider)
    worked(bureau)
    assert (read(bureau, made).state, owed(bureau, program, partner)) == (S.COMPLETED, (0, 0, 3500))
    [transfer] = provider.book()["transfer"]
    assert (transfer["amount"], transfer["id"]) == (3500, read(bureau, made).provider_id)


def test_an_account_that_becomes_restricted_puts_its_payouts_off_with_the_reason(
    bureau: Bureau, provider: Provider, program: Program
) -> None:
    partner = ready(bureau, provider, program, 3000)
    account = bureau.context.stores.accounts.find(WORKSPACE, partner)
    assert account is not None
    made = approved(bureau, program, partner)
    provider.tell(f"accounts/{account.provider_id}", active=False, reason="rejected.fraud")
    told(bureau, provider)
    worked(bureau)
    assert (read(bureau, made).state, read(bureau, made).reason) == (
        S.SENDING,
        "account_restricted",
    )
    assert provider.book()["transfer"] == []
    provider.tell(f"accounts/{account.provider_id}", active=True)
    told(bureau, provider)
    bureau.clock.advance(hours=1)
    worked(bureau)
    assert (read(bureau, made).state, read(bureau, made).reason) == (S.SENT, "")


@pytest.mark.parametrize("fault", ["lost", "broken", "broken_after", "busy", "refused"])
def test_a_call_that_goes_wrong_pays_once(
    bureau: Bureau, provider: Provider, program: Program, fault: str
) -> None:
    partner = ready(bureau, provider, program, 3000)
    made = approved(bureau, program, partner)
    provider.tell("faults", fault=fault)
    for _ in range(4):
        worked(bureau)
        bureau.clock.advance(minutes=10)
    assert read(bureau, made).state is S.SENT
    assert [each["amount"] for each in provider.book()["transfer"]] == [3000]


def test_money_that_did_not_reach_the_bank_is_taken_back_and_owed_again(
    bureau: Bureau, provider: Provider, program: Program
) -> None:
    partner = ready(bureau, provider, program, 3000)
    made = approved(bureau, program, partner)
    provider.tell("faults", fault="payout_fails")
    worked(bureau)
    for _ in range(2):
        told(bureau, provider)
        worked(bureau)
    found = read(bureau, made)
    assert (found.state, found.reason) == (S.FAILED, "returned")
    assert owed(bureau, program, partner) == (3000, 0, 0)
    assert [each["amount_reversed"] for each in provider.book()["transfer"]] == [3000]


@pytest.mark.parametrize(
    ("fault", "state", "balance"),
    [("", S.COMPLETED, (0, 0, 3000)), ("payout_fails", S.FAILED, (3000, 0, 0))],
)
def test_where_no_notice_comes_the_provider_is_asked_a_day_later(
    bureau: Bureau,
    provider: Provider,
    program: Program,
    fault: str,
    state: S,
    balance: tuple[int, int, int],
) -> None:
    partner = ready(bureau, provider, program, 3000)
    made = approved(bureau, program, partner)
    if fault:
        provider.tell("faults", fault=fault)
    worked(bureau)
    bureau.clock.advance(hours=23)
    worked(bureau)
    assert read(bureau, made).state is S.SENT
    bureau.clock.advance(hours=1)
    for _ in range(2):
        worked(bureau)
    assert (read(bureau, made).state, owed(bureau, program, partner)) == (state, balance)
    provider.clock.set(bureau.clock.now())
    told(bureau, provider)
    worked(bureau)
    assert (read(bureau, made).state, owed(bureau, program, partner)) == (state, balance)


def test_a_payout_that_is_still_on_its_way_is_asked_for_again_each_day(
    bureau: Bureau, provider: Provider, program: Program
) -> None:
    partner = ready(bureau, provider, program, 3000)
    made = approved(bureau, program, partner)
    worked(bureau)
    [paid_out] = provider.book()["payout"]
    book = provider.payments.book
    book.put("payout", {**paid_out, "status": "in_transit"})
    for _ in range(3):
        bureau.clock.advance(days=1)
        worked(bureau)
    assert read(bureau, made).state is S.SENT
    book.put("payout", paid_out)
    bureau.clock.advance(days=1)
    worked(bureau)
    assert owed(bureau, program, partner) == (0, 0, 3000)


def test_where_the_provider_shows_nothing_it_is_asked_again_the_day_after(
    bureau: Bureau, provider: Provider, program: Program
) -> None:
    partner = ready(bureau, provider, program, 3000)
    made = approved(bureau, program, partner)
    worked(bureau)
    book, sent = provider.payments.book, read(bureau, made)
    transfer = book.get("transfer", sent.provider_id)
    assert transfer is not None
    book.rows("DELETE FROM things WHERE id = ?", sent.provider_id)
    bureau.clock.advance(days=1)
    worked(bureau)
    assert (read(bureau, made).state, owed(bureau, program, partner)) == (S.SENT, (0, 3000, 0))
    book.put("transfer", transfer)
    bureau.clock.advance(days=1)
    worked(bureau)
    assert owed(bureau, program, partner) == (0, 0, 3000)


def test_a_reversal_that_the_provider_refuses_is_told_and_nothing_is_owed_twice(
    bureau: Bureau, provider: Provider, program: Program
) -> None:
    partner = ready(bureau, provider, program, 3000)
    made = approved(bureau, program, partner)
    provider.tell("faults", fault="payout_fails")
    worked(bureau)
    provider.tell("faults", fault="refused")
    told(bureau, provider)
    worked(bureau)
    found = read(bureau, made)
    assert (found.state, found.reason) == (S.SENT, "reversal_refused")
    assert owed(bureau, program, partner) == (0, 3000, 0)
    payments = bureau.context.require_payments()
    payments.reverse(found.provider_id, Money(3000, "EUR"), key="by hand")
    told(bureau, provider)
    worked(bureau)
    assert (read(bureau, made).state, owed(bureau, program, partner)) == (S.FAILED, (3000, 0, 0))


@pytest.mark.parametrize("parts", [(1000,), (1000, 500), (1000, 2000), (3000,)])
def test_what_the_platform_took_back_is_owed_again_to_the_cent(
    bureau: Bureau, provider: Provider, program: Program, parts: tuple[int, ...]
) -> None:
    partner = ready(bureau, provider, program, 2600, 400)
    made = approved(bureau, program, partner)
    worked(bureau)
    payments = bureau.context.require_payments()
    for place, part in enumerate(parts):
        transfer = read(bureau, made).provider_id
        payments.reverse(transfer, Money(part, "EUR"), key=f"by hand {place}")
        provider.tell("faults", fault="webhook_twice")
    for _ in range(2):
        told(bureau, provider)
        worked(bureau)
    assert owed(bureau, program, partner)[0] == sum(parts)
    assert read(bureau, made).state is (S.FAILED if sum(parts) == 3000 else S.COMPLETED)


def test_a_notice_is_believed_by_its_signature_alone(
    bureau: Bureau, provider: Provider, program: Program
) -> None:
    ready(bureau, provider, program)
    account = str(provider.book()["account"][0]["id"])
    provider.tell(f"accounts/{account}", active=True)
    provider.payments.deliveries.send_due()
    [(_, raw, header)] = provider.heard
    with pytest.raises(BadSignature):
        receive_notice(bureau.context, raw, header, connect=False)
    with pytest.raises(BadSignature):
        receive_notice(bureau.context, raw + b" ", header, connect=True)
    assert receive_notice(bureau.context, raw, header, connect=True)
    assert not receive_notice(bureau.context, raw, header, connect=True)
    bureau.clock.advance(minutes=6)
    with pytest.raises(StaleNotice):
        receive_notice(bureau.context, raw, header, connect=True)
    assert CONNECT not in str(bureau.context.stores.payment_notices.collection.find("platform", {}))


def test_without_a_secret_no_notice_is_believed(bureau: Bureau) -> None:
    unset = replace(bureau.context, notice_secrets=NoticeSecrets())
    with pytest.raises(BadSignature):
        receive_notice(unset, b"{}", "t=1,v1=", connect=True)


def test_a_notice_about_what_is_not_ours_changes_nothing(
    bureau: Bureau, provider: Provider, program: Program
) -> None:
    partner = ready(bureau, provider, program, 3000)
    payments = bureau.context.require_payments()
    account = bureau.context.stores.accounts.find(WORKSPACE, partner)
    assert account is not None
    foreign = payments.open_account("FR", "another:house", key="k")
    provider.tell(f"accounts/{foreign.id}", active=True)
    payments.transfer(Money(5, "EUR"), account.provider_id, group="by hand", key="k2")
    told(bureau, provider)
    worked(bureau)
    assert owed(bureau, program, partner) == (3000, 0, 0)


def test_where_stripe_was_switched_off_a_payout_waits_with_the_reason(
    bureau: Bureau, provider: Provider, program: Program
) -> None:
    partner = ready(bureau, provider, program, 3000)
    made = approved(bureau, program, partner)
    bureau.context = replace(bureau.context, payments=None)
    worked(bureau)
    assert (read(bureau, made).state, read(bureau, made).reason) == (S.SENDING, "payments_disabled")
