"""The portal: links first, then money with the reason of each cent kept back, then own data."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from werkzeug.test import TestResponse

from services.influencers.domain.account import AccountNotReady
from services.influencers.domain.link import NewLinkForm
from services.influencers.use_cases.code.make import make_code
from services.influencers.use_cases.commission.hold import hold_commission, release_commission
from services.influencers.use_cases.enrollment.invite import invite_partner
from services.influencers.use_cases.link.hosts import save_hosts
from services.influencers.use_cases.link.make import make_link
from tests.gateway.conftest import Browser
from tests.gateway.products.influencers.conftest import Agency, hidden, read, words
from tests.gateway.products.influencers.test_qr import said as said_by
from tests.influencers.bureau import APPLICATION, HOME, WORKSPACE
from tests.influencers.mailing import PostRoom
from tests.influencers.money import IBAN, at_bank, earned, partner_of, proposed, worked

AT = f"/en/w/{WORKSPACE}/portal"
WHO = {"workspace": WORKSPACE, "by": "ada"}
ADDRESS = APPLICATION["email"]
BANK = {"legal_name": "Élise Carnet", "iban": IBAN, "vat": "exempt"}


def come_in(agency: Agency, email: str) -> Browser:
    """Return the browser of a partner who came in by a mail."""
    agency.visitor().post(f"{AT}/sign-in", {"email": email})
    someone = agency.visitor()
    path = PostRoom(agency.bureau).last_link().removeprefix(HOME)
    assert someone.post(path).status_code == 303
    return someone


@dataclass
class Elise:
    """A partner of a program, in her portal."""

    agency: Agency
    program: str
    id: str
    browser: Browser

    def get(self, page: str) -> TestResponse:
        return self.browser.get(f"{AT}/{page}")

    def post(self, page: str, form: dict[str, str], at: str = "") -> TestResponse:
        return self.browser.post(f"{AT}/{page}", form, page=f"{AT}/{at or page}")


@pytest.fixture
def elise(agency: Agency) -> Iterator[Elise]:
    program = agency.bureau.opened()
    partner = partner_of(agency.bureau, program)
    yield Elise(agency, program.id, partner, come_in(agency, ADDRESS))


def earn(elise: Elise, amount: int, line: str = "l"):
    program = elise.agency.bureau.context.stores.programs.get(WORKSPACE, elise.program)
    return earned(elise.agency.bureau, program, elise.id, amount, line)


def test_links_and_codes_come_first_and_are_copied_by_a_button(elise: Elise) -> None:
    context = elise.agency.bureau.context
    save_hosts(context, **WHO, hosts=["lumen.example"], version=0)
    own = {**WHO, "program": elise.program, "partner": elise.id}
    form = NewLinkForm(key="elise", destination="https://lumen.example/ete")
    make_link(context, **own, form=form)
    make_code(context, **own, code="ELISE10")
    page = read(elise.get(""))
    buttons = [each["data-copy"] for each in page.select("main button[data-copy]")]
    assert buttons == [f"{HOME}/l/elise", "ELISE10"]
    assert [each["data-copy"] for each in page.select("main .primary")] == [f"{HOME}/l/elise"]


def test_the_code_of_an_own_link_is_taken_as_a_file_and_that_of_another_is_not_there(
    elise: Elise,
) -> None:
    context = elise.agency.bureau.context
    save_hosts(context, **WHO, hosts=["lumen.example"], version=0)
    program = context.stores.programs.get(WORKSPACE, elise.program)
    other = partner_of(elise.agency.bureau, program, email="other@one.example", name="Autre")
    for partner, key in ((elise.id, "elise"), (other, "autre")):
        form = NewLinkForm(key=key, destination="https://lumen.example/ete")
        make_link(context, **WHO, program=elise.program, partner=partner, form=form)
    page = read(elise.get("links/elise/qr"))
    files = [str(each["href"]) for each in page.select("main a[download]")]
    pictures = [elise.browser.get(each).data for each in files]
    assert [said_by(each) for each in pictures] == [f"{HOME}/l/elise?t=qr"] * 2
    assert [elise.get(f"links/autre/{page}").status_code for page in ("qr", "qr/svg")] == [404, 404]


def test_what_is_kept_back_has_its_reason_and_is_contested_once(elise: Elise) -> None:
    commission, _ = earn(elise, 2850), earn(elise, 1500, "m")
    whose = {"workspace": WORKSPACE, "by": "ada", "commission": commission.id}
    hold_commission(elise.agency.bureau.context, **whose, reason="checking", cause="c-1")
    said = words(elise.get(""))
    assert "Held: €28.50. The team looks into it." in said
    page = f"programs/{elise.program}"
    answer = elise.post(f"{page}/appeal", {"reason": "checking"}, page)
    assert "A decision is asked for." in words(elise.browser.get(answer.location))
    assert "Ask for a decision" not in words(elise.get(""))
    stored = elise.agency.bureau.context.stores.commissions.get(WORKSPACE, commission.id)
    assert stored.appealed_at is not None


def test_what_is_due_says_when_and_what_is_missing_to_the_minimum(elise: Elise) -> None:
    earn(elise, 1550)
    assert "€4.50 is missing to the minimum of €20.00" in words(elise.get(""))
    earn(elise, 1000, "m")
    assert "€25.50 is due. Say where you are paid" in words(elise.get(""))
    at_bank(elise.agency.bureau, elise.id)
    assert "Your next payout is on Wednesday 1 April 2026" in words(elise.get(""))


def test_a_partner_asks_to_be_paid_what_is_due_once(elise: Elise) -> None:
    earn(elise, 3000)
    page = f"programs/{elise.program}"
    assert "Ask to be paid" not in words(elise.get(page))
    at_bank(elise.agency.bureau, elise.id)
    key = hidden(elise.get(page), "key")
    for _ in range(2):
        answer = elise.post(f"{page}/payout", {"key": key}, page)
        assert "Your payout is being prepared." in words(elise.browser.get(answer.location))
    worked(elise.agency.bureau)
    found = elise.agency.bureau.context.stores.payouts.of_partner(WORKSPACE, elise.id, limit=9)
    assert [(each.amount.amount, each.proposed_by) for each in found.items] == [(3000, elise.id)]
    assert "Ask to be paid" not in words(elise.get(page))
    assert elise.post(f"{page}/payout", {"key": "another-key"}, page).status_code == 409


def test_who_is_asked_into_a_program_accepts_its_very_terms(elise: Elise) -> None:
    bureau = elise.agency.bureau
    other = bureau.opened(name="Été")
    invite_partner(bureau.context, **WHO, program=other.id, partner=elise.id)
    page = f"programs/{other.id}"
    assert "The contract." in words(elise.get(page))
    shown = hidden(elise.get(page), "terms_hash")
    refused = elise.post(page, {"terms_hash": shown, "of_age": "yes"})
    assert (refused.status_code, "#accept_terms" in refused.text) == (422, True)
    both = {"of_age": "yes", "accept_terms": "yes"}
    changed = elise.post(page, {"terms_hash": "ab" * 32, **both})
    assert (changed.status_code, "not the terms" in words(changed)) == (409, True)
    assert elise.post(page, {"terms_hash": shown, **both}).status_code == 303
    [found] = bureau.enrollments(other)
    assert (found.state, found.terms_hash, found.accepted_in) == ("pending", shown, "en")


def test_not_now_is_an_answer_that_can_be_thought_over(elise: Elise) -> None:
    bureau = elise.agency.bureau
    other = bureau.opened(name="Été")
    invite_partner(bureau.context, **WHO, program=other.id, partner=elise.id)
    page = f"programs/{other.id}"
    assert elise.post(f"{page}/decline", {}, page).status_code == 303
    assert [each.state for each in bureau.enrollments(other)] == ["declined"]
    assert "Accept the terms" in words(elise.get(page))


def test_the_mention_to_write_beside_a_post_is_copied_in_french(elise: Elise) -> None:
    page = read(elise.get(f"programs/{elise.program}"))
    said = [each["data-copy"] for each in page.select("#say ~ div button[data-copy]")]
    assert said == ["Publicité", "Collaboration commerciale"]


def test_days_are_counts_and_name_no_order(elise: Elise) -> None:
    earn(elise, 1000), earn(elise, 500, "m")
    row = read(elise.get("days")).select("tbody tr")[0]
    assert [cell.get_text() for cell in row.select("td")] == ["0", "0", "0", "0", "0", "1"]


def test_where_one_is_paid_is_given_and_what_is_wrong_is_said(elise: Elise) -> None:
    wrong = elise.post("account", {**BANK, "iban": IBAN[:-1] + "7"})
    assert (wrong.status_code, "check digits" in words(wrong)) == (422, True)
    assert "Élise Carnet" in wrong.text
    answer = elise.post("account", BANK)
    said = words(elise.browser.get(answer.location))
    assert "… 2606" in said
    assert "The team has still to confirm your account." in said


def test_a_statement_says_what_a_payout_took_and_is_no_invoice(elise: Elise) -> None:
    earn(elise, 3000)
    at_bank(elise.agency.bureau, elise.id)
    program = elise.agency.bureau.context.stores.programs.get(WORKSPACE, elise.program)
    payout = proposed(elise.agency.bureau, program, elise.id)
    assert "€30.00" in words(elise.get("payouts"))
    for page in (f"payouts/{payout.id}", "statements/2026-03"):
        said = words(elise.get(page))
        assert "This is not an invoice." in said
        assert "Maison Lumen SAS" in said
        assert "€30.00" in said
    for page in (f"payouts/{payout.id}", "statements/2026-03"):
        pdf, table = (elise.get(f"{page}/statement.{form}") for form in ("pdf", "csv"))
        assert pdf.data.startswith(b"%PDF-")
        assert ",30.00," in table.text.splitlines()[1]


def test_another_partners_things_are_not_there(elise: Elise) -> None:
    bureau = elise.agency.bureau
    program = bureau.context.stores.programs.get(WORKSPACE, elise.program)
    other = partner_of(bureau, program, email="other@one.example", name="Autre")
    elsewhere = bureau.opened(name="Été")
    commission = earned(bureau, program, other, 3000)
    at_bank(bureau, other)
    payout = proposed(bureau, program, other)
    files = [f"payouts/{payout.id}/statement.{form}" for form in ("pdf", "csv")]
    for page in (f"payouts/{payout.id}", *files, f"programs/{elsewhere.id}"):
        assert (page, elise.get(page).status_code) == (page, 404)
    sent = elise.post(f"programs/{elsewhere.id}/decline", {}, "data")
    assert sent.status_code == 404
    whose = {"workspace": WORKSPACE, "by": "ada", "commission": commission.id}
    hold_commission(bureau.context, **whose, reason="checking", cause="c-1")
    elise.post(f"programs/{elise.program}/appeal", {"reason": "checking"}, "data")
    assert bureau.context.stores.commissions.get(WORKSPACE, commission.id).appealed_at is None


def test_own_data_are_shown_and_put_right(elise: Elise) -> None:
    assert ADDRESS in words(elise.get("data"))
    version = hidden(elise.get("data"), "version")
    typed = {"name": "Élise C.", "country": "FR", "language": "en", "vat": "liable"}
    form = {"version": version, **typed}
    answer = elise.post("data", form)
    assert "Your correction is kept." in words(elise.browser.get(answer.location))
    found = elise.agency.bureau.context.stores.partners.get(WORKSPACE, elise.id)
    assert {name: getattr(found, name) for name in typed} == typed
    late = elise.post("data", {**form, "name": "Élise D."})
    assert (late.status_code, 'value="Élise D."' in late.text) == (412, True)
    assert elise.post("data", {**form, "name": ""}).status_code == 422


def test_own_data_are_taken_out_whole_and_noted(elise: Elise) -> None:
    at_bank(elise.agency.bureau, elise.id)
    answer = elise.post("data/export", {}, "data")
    taken = json.loads(answer.text)
    assert taken["partners"][0]["email"] == ADDRESS
    assert taken["money"][0]["iban"] == IBAN
    notes = elise.agency.bureau.database.collection("audit").find(WORKSPACE, {}).items
    assert [(each["account_id"], each["purpose"]) for each in notes] == [(elise.id, "taken")]


def test_erasing_says_what_is_owed_then_erases_and_signs_out(elise: Elise) -> None:
    earn(elise, 1500)
    page = elise.get("data/erase")
    assert "Printemps €15.00" in words(page)
    answer = elise.post("data/erase", {})
    assert "All that names you is erased" in words(elise.browser.get(answer.location))
    found = elise.agency.bureau.context.stores.partners.get(WORKSPACE, elise.id)
    assert (found.name, found.email) == ("", "")
    assert elise.get("").status_code == 303


def test_money_held_is_told_before_erasing_and_goes_to_nobody_afterwards(elise: Elise) -> None:
    bureau = elise.agency.bureau
    at_bank(bureau, elise.id)
    held = earn(elise, 2850)
    whose = {"workspace": WORKSPACE, "by": "ada", "commission": held.id}
    hold_commission(bureau.context, **whose, reason="checking", cause="c-1")
    assert "Printemps €28.50" in words(elise.get("data/erase"))
    elise.post("data/erase", {})
    stored = bureau.context.stores.commissions.get(WORKSPACE, held.id)
    assert (stored.ledger.owed.amount, stored.ledger.payable.amount) == (2850, 0)
    release_commission(bureau.context, **whose, reason="checking")
    program = bureau.context.stores.programs.get(WORKSPACE, elise.program)
    with pytest.raises(AccountNotReady):
        proposed(bureau, program, elise.id)


@pytest.mark.parametrize("page", ["", "days", "payouts", "account", "data", "data/erase"])
def test_every_page_is_there_in_french(elise: Elise, page: str) -> None:
    answer = elise.browser.get(f"{AT.replace('/en/', '/fr/')}/{page}")
    assert answer.status_code == 200
    assert 'lang="fr"' in answer.text


def test_a_form_whose_session_ended_comes_back_after_the_next_link(elise: Elise) -> None:
    token = elise.browser.token(f"{AT}/account")
    elise.agency.bureau.clock.advance(hours=9)
    sent = {**BANK, "csrf_token": token}
    where = {"base_url": "http://127.0.0.1:8000", "headers": {"Origin": "http://127.0.0.1:8000"}}
    lost = elise.browser.client.post(f"{AT}/account", data=sent, **where)
    assert lost.location.startswith(f"{AT}/sign-in")
    assert elise.agency.bureau.context.stores.accounts.find(WORKSPACE, elise.id) is None
    elise.browser.post(f"{AT}/sign-in", {"email": ADDRESS})
    path = PostRoom(elise.agency.bureau).last_link().removeprefix(HOME)
    assert elise.browser.post(path).status_code == 303
    page = elise.get("account")
    assert "This was not saved." in words(page)
    assert 'value="Élise Carnet"' in page.text
