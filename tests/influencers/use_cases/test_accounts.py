"""Where a partner is paid: given by one, confirmed by another, readable by its end alone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from services.influencers.domain.account import (
    Account,
    AccountNotReady,
    AccountSecondPersonNeeded,
    BankForm,
    LedByAnother,
    NothingToConfirm,
)
from services.influencers.domain.errors import PartnerErased
from services.influencers.domain.payout import PaymentsDisabled, PayoutMethod
from services.influencers.use_cases.account.confirm import confirm_account
from services.influencers.use_cases.account.give import give_bank_account, open_provider_account
from services.influencers.use_cases.account.opened import iban_of
from services.influencers.use_cases.account.read import account_view
from services.influencers.use_cases.account.told import note_provider_account
from services.influencers.use_cases.people.erase import erase_person
from shared.errors import Invalid
from tests.harness.payments import Provider, running_provider
from tests.influencers.bureau import WORKSPACE, Bureau
from tests.influencers.money import BACK, IBAN, OTHER_IBAN, at_bank, at_provider, through

WHO = {"workspace": WORKSPACE}


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[Provider]:
    with running_provider(str(tmp_path / "payments.sqlite")) as running:
        yield running


def form(iban: str = IBAN, name: str = "Zoé Marchetti", vat: str = "exempt") -> BankForm:
    return BankForm(legal_name=name, iban=iban, vat=vat)


def test_an_account_is_kept_wrapped_and_shown_by_its_end(bureau: Bureau) -> None:
    partner = bureau.entered().id
    given = give_bank_account(bureau.context, **WHO, partner=partner, form=form(), by="ada")
    assert (given.iban_end, given.method, given.blocked) == (
        "2606",
        PayoutMethod.TRANSFER,
        "account_unconfirmed",
    )
    assert iban_of(bureau.context, given) == IBAN
    assert IBAN[:8] not in str(bureau.context.stores.accounts.collection.get(WORKSPACE, given.id))
    assert bureau.context.stores.partners.get(WORKSPACE, partner).vat == "exempt"


def test_a_slip_in_an_iban_is_told_by_its_field(bureau: Bureau) -> None:
    partner = bureau.entered().id
    with pytest.raises(Invalid) as refused:
        give_bank_account(
            bureau.context, **WHO, partner=partner, form=form(IBAN[:-1] + "7"), by="ada"
        )
    assert [(each.field, each.code) for each in refused.value.fields] == [("iban", "iban_digits")]
    assert bureau.context.stores.accounts.find(WORKSPACE, partner) is None


def test_who_gave_an_account_does_not_confirm_it(bureau: Bureau) -> None:
    partner = bureau.entered().id
    given = give_bank_account(bureau.context, **WHO, partner=partner, form=form(), by="ada")
    whose = {**WHO, "partner": partner}
    with pytest.raises(AccountSecondPersonNeeded):
        confirm_account(bureau.context, **whose, change=given.change, by="ada")
    done = confirm_account(bureau.context, **whose, change=given.change, by="omar")
    assert (done.blocked, done.confirmed_by) == ("", "omar")
    assert confirm_account(bureau.context, **whose, change=given.change, by="iris") == done


def test_a_change_has_to_be_confirmed_again_and_nobody_confirms_another_than_they_saw(
    bureau: Bureau,
) -> None:
    partner = bureau.entered().id
    first = at_bank(bureau, partner)
    changed = give_bank_account(
        bureau.context, **WHO, partner=partner, form=form(OTHER_IBAN), by=partner
    )
    assert changed.blocked == "account_unconfirmed"
    with pytest.raises(NothingToConfirm):
        confirm_account(bureau.context, **WHO, partner=partner, change=first.change, by="omar")
    with pytest.raises(AccountNotReady):
        changed.require_ready(PayoutMethod.TRANSFER)


def test_the_same_account_again_stays_confirmed(bureau: Bureau) -> None:
    partner = bureau.entered().id
    first = at_bank(bureau, partner)
    same = form(" fr14 2004 1010 0505 0001 3m02 606 ", name=first.legal_name)
    again = give_bank_account(bureau.context, **WHO, partner=partner, form=same, by="ada")
    assert again.blocked == ""


def test_two_partners_with_one_account_are_seen(bureau: Bureau) -> None:
    one, other = bureau.entered().id, bureau.entered(email="b@b.example").id
    at_bank(bureau, one)
    at_bank(bureau, other)
    assert account_view(bureau.context, WORKSPACE, one).sharing == [other]
    at_bank(bureau, other, OTHER_IBAN)
    assert account_view(bureau.context, WORKSPACE, one).sharing == []


def test_acts_are_told_to_the_audit(bureau: Bureau) -> None:
    at_bank(bureau, bureau.entered().id)
    assert bureau.acts("accounts") == ["account_save", "account_confirm"]


def test_an_erased_person_leaves_no_account(bureau: Bureau) -> None:
    partner = bureau.entered()
    at_bank(bureau, partner.id)
    erase_person(bureau.context, **WHO, email=partner.email, by="ada")
    left = bureau.context.stores.accounts.find(WORKSPACE, partner.id)
    assert left is not None
    assert (left.legal_name, left.iban, left.iban_end, left.iban_mark) == ("", b"", "", "")
    assert left.blocked == "account_missing"
    with pytest.raises(PartnerErased):
        give_bank_account(bureau.context, **WHO, partner=partner.id, form=form(), by="ada")


def test_without_a_key_nobody_is_sent_to_stripe(bureau: Bureau) -> None:
    partner = bureau.entered().id
    with pytest.raises(PaymentsDisabled):
        open_provider_account(bureau.context, **WHO, partner=partner, by=partner, back=BACK)


def test_the_provider_opens_one_account_whatever_is_repeated(
    bureau: Bureau, provider: Provider
) -> None:
    through(bureau, provider)
    partner = bureau.entered().id
    for _ in range(2):
        page = open_provider_account(bureau.context, **WHO, partner=partner, by="ada", back=BACK)
        assert page.startswith(f"{provider.url}/onboarding/acct_")
    found = account_of(bureau, partner)
    assert [each["id"] for each in provider.book()["account"]] == [found.provider_id]
    assert found.blocked == "account_incomplete"


def led(bureau: Bureau, partner: str, by: str) -> Account:
    """Give `by` the provider's page; return the account afterwards."""
    open_provider_account(bureau.context, **WHO, partner=partner, by=by, back=BACK)
    return account_of(bureau, partner)


def account_of(bureau: Bureau, partner: str) -> Account:
    found = bureau.context.stores.accounts.find(WORKSPACE, partner)
    assert found is not None
    return found


def test_an_account_at_the_provider_is_confirmed_once_its_owner_told_who_they_are(
    bureau: Bureau, provider: Provider
) -> None:
    through(bureau, provider)
    partner = bureau.entered().id
    given = led(bureau, partner, "ada")
    whose = {**WHO, "partner": partner, "change": given.change}
    with pytest.raises(AccountNotReady) as refused:
        confirm_account(bureau.context, **whose, by="omar")
    assert refused.value.reason == "account_incomplete"
    provider.tell(f"accounts/{given.provider_id}", active=True)
    assert confirm_account(bureau.context, **whose, by="omar").blocked == ""


def test_who_confirmed_an_account_and_leads_to_its_page_has_changed_it(
    bureau: Bureau, provider: Provider
) -> None:
    through(bureau, provider)
    partner = bureau.entered().id
    confirmed = at_provider(bureau, provider, partner)
    again = led(bureau, partner, "omar")
    assert (again.blocked, again.changed_by) == ("account_unconfirmed", "omar")
    whose = {**WHO, "partner": partner}
    with pytest.raises(NothingToConfirm):
        confirm_account(bureau.context, **whose, change=confirmed.change, by="ada")
    with pytest.raises(AccountSecondPersonNeeded):
        confirm_account(bureau.context, **whose, change=again.change, by="omar")
    assert confirm_account(bureau.context, **whose, change=again.change, by="ada").blocked == ""


def test_one_of_the_team_leads_to_the_page_until_another_confirms(
    bureau: Bureau, provider: Provider
) -> None:
    through(bureau, provider)
    partner = bureau.entered().id
    given = led(bureau, partner, "ada")
    with pytest.raises(LedByAnother):
        led(bureau, partner, "omar")
    assert led(bureau, partner, "ada") == given
    assert led(bureau, partner, partner) == given


def test_a_partner_at_the_page_of_their_own_account_changes_nothing_here(
    bureau: Bureau, provider: Provider
) -> None:
    through(bureau, provider)
    partner = bureau.entered().id
    confirmed = at_provider(bureau, provider, partner)
    assert led(bureau, partner, partner) == confirmed


def test_an_account_that_was_completed_after_it_was_confirmed_is_confirmed_again(
    bureau: Bureau, provider: Provider
) -> None:
    through(bureau, provider)
    partner = bureau.entered().id
    before = at_provider(bureau, provider, partner)
    bureau.context.stores.accounts.change(
        before, lambda found: (replace(found, provider_blocks="account_incomplete"), ())
    )
    payments = bureau.context.require_payments()
    note_provider_account(bureau.context, payments.account(before.provider_id))
    assert account_of(bureau, partner).blocked == "account_unconfirmed"
