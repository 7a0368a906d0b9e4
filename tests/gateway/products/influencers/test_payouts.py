"""Payouts on their pages: an account confirmed by another, a payout approved by another, a file."""

import pytest

from tests.gateway.products.influencers.conftest import Agency, hidden, read, words
from tests.influencers.bureau import WORKSPACE
from tests.influencers.money import IBAN, OTHER_IBAN, at_bank, earned, partner_of, payer, worked

BANK = {"legal_name": "Élise Carnet SARL", "iban": IBAN, "vat": "exempt"}


@pytest.fixture
def owing(agency: Agency) -> tuple[str, str]:
    """A program that owes a partner something: their ids."""
    program = agency.bureau.opened()
    partner = partner_of(agency.bureau, program)
    earned(agency.bureau, program, partner, 3000)
    return program.id, partner


def test_from_what_is_due_to_what_was_paid(agency: Agency, owing: tuple[str, str]) -> None:
    program, partner = owing
    one, other = agency.team("manager"), agency.team("owner")
    account, due = f"/en/partners/{partner}/account", f"/en/programs/{program}/owed"
    assert "Nobody said where this partner is paid." in words(one.get(due))
    assert one.post(account, BANK).location == account
    assert "… 2606" in words(one.get(account))
    assert read(one.get(account)).find("input", attrs={"name": "change"}) is None
    change = hidden(other.get(account), "change")
    assert other.post(f"{account}/confirm", {"change": change}, page=account).status_code == 303
    assert "Money may go there." in words(other.get(account))
    key = hidden(one.get(due), "key")
    payout = one.post(due, {"partner": partner, "key": key}).location
    assert "is being added up" in words(one.get(payout))
    worked(agency.bureau)
    assert "somebody else of the team approves it" in words(one.get(payout))
    assert other.post(f"{payout}/confirm", {}, page=payout).status_code == 303
    refused = other.post(f"{payout}/export", {}, page=payout)
    assert (refused.status_code, "Enter the account that pays" in words(refused)) == (422, True)
    typed = {"name": "Maison Lumen SAS", "iban": OTHER_IBAN}
    assert other.post("/en/payouts/payer", typed).location == "/en/payouts"
    file = other.post(f"{payout}/export", {}, page=payout)
    assert (file.mimetype, b"30.00" in file.data) == ("application/xml", True)
    assert file.headers["Content-Disposition"].endswith('.xml"')
    assert other.post(f"{payout}/paid", {}, page=payout).status_code == 303
    worked(agency.bureau)
    assert "Paid" in words(one.get("/en/payouts?state=completed"))
    assert one.post(f"{payout}/returned", {}, page=payout).status_code == 303
    refused = one.post(f"{payout}/returned/confirm", {}, page=payout)
    assert "Somebody else of the team has to confirm it." in words(refused)
    assert "told on" in words(other.get(payout))
    assert other.post(f"{payout}/returned/dismiss", {}, page=payout).status_code == 303
    assert "No payout is in this state." in words(one.get("/en/payouts?state=draft"))


def test_who_proposed_a_payout_is_told_that_another_approves_it(
    agency: Agency, owing: tuple[str, str]
) -> None:
    program, partner = owing
    at_bank(agency.bureau, partner)
    one = agency.team("manager")
    payout = one.post(f"/en/programs/{program}/owed", {"partner": partner, "key": "k"}).location
    worked(agency.bureau)
    answer = one.post(f"{payout}/confirm", {}, page=payout)
    assert answer.status_code == 422
    assert "Somebody else of the team has to approve it." in words(answer)


def test_a_slip_in_an_iban_is_told_at_its_field_and_nothing_typed_is_lost(
    agency: Agency, owing: tuple[str, str]
) -> None:
    _, partner = owing
    answer = agency.team().post(
        f"/en/partners/{partner}/account", {**BANK, "iban": IBAN[:-1] + "7"}
    )
    assert answer.status_code == 422
    assert [link["href"] for link in read(answer).select(".summary a")] == ["#iban"]
    assert read(answer).find(id="legal_name")["value"] == BANK["legal_name"]


def test_a_file_of_several_is_downloaded_from_the_list_and_asks_for_a_choice(
    agency: Agency, owing: tuple[str, str]
) -> None:
    program, partner = owing
    at_bank(agency.bureau, partner)
    payer(agency.bureau)
    one, other = agency.team("manager"), agency.team("owner")
    payout = one.post(f"/en/programs/{program}/owed", {"partner": partner, "key": "k"}).location
    worked(agency.bureau)
    other.post(f"{payout}/confirm", {}, page=payout)
    nothing = other.post("/en/payouts", {})
    assert (nothing.status_code, "No payout is ticked." in words(nothing)) == (422, True)
    file = other.post("/en/payouts", {"payout": payout.rpartition("/")[2]})
    assert (file.status_code, file.mimetype) == (200, "application/xml")


@pytest.mark.parametrize("role", ["moderator", "analyst"])
def test_who_does_not_pay_sees_no_payouts(agency: Agency, role: str) -> None:
    team = agency.team(role)
    assert team.get("/en/payouts").status_code == 403
    assert "/payouts" not in team.get("/en/programs").text


def test_pages_say_what_payments_run_on(agency: Agency) -> None:
    assert "Stripe is not set up here" in words(agency.team().get("/en/payouts"))
    assert agency.bureau.context.stores.payouts.page(WORKSPACE).items == []
