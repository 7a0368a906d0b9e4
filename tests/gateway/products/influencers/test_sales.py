"""Pages from a code to a commission: who brought it, why it is held, decided anew, let go."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.gateway.conftest import ORIGIN, PASSWORD
from tests.gateway.products.influencers.conftest import Agency, read, words
from tests.influencers.selling import Shop


@pytest.fixture
def shop(agency: Agency) -> Shop:
    return Shop(agency.bureau)


@pytest.fixture
def sold(shop: Shop) -> Shop:
    """An order of a buyer who seems to be the partner."""
    ana = shop.partner(email="ana@studio.example")
    shop.code(ana, "ANA10")
    shop.tell(shop.sale("A-1", 10_000, code="ana10", buyer="ana@studio.example", link="zoe"))
    shop.work()
    return shop


def pressed(agency: Agency, page: str, button: str, **typed: Any) -> Any:
    """Press a button of a page, what is typed in its form."""
    browser = agency.team()
    found: BeautifulSoup = read(browser.get(page))
    [form] = [
        each
        for each in found.find_all("form")
        if each.find("button") and button in each.find("button").get_text()
    ]
    fields = {each["name"]: each.get("value", "") for each in form.find_all("input")}
    path = str(form["action"])
    answer = browser.post(path, {**fields, **typed}, page=page)
    return browser.get(answer.headers["Location"]) if answer.status_code == 303 else answer


def test_a_code_is_made_disabled_and_enabled_on_the_page_of_its_partner(
    agency: Agency, shop: Shop
) -> None:
    ana = shop.partner()
    page = f"/en/partners/{ana}"
    made = {"code_program": shop.program.id, "code": "Ana 10"}
    assert "Ana 10" in words(pressed(agency, page, "Make the code", **made))
    refused = pressed(agency, page, "Make the code", **{**made, "code": "a!"})
    assert refused.status_code == 422
    assert "3 to 40 letters" in words(refused)
    assert read(refused).find("input", attrs={"name": "code"})["value"] == "a!"  # type: ignore[index]
    assert "Disabled" in words(pressed(agency, page, "Disable"))
    assert "Counts" in words(pressed(agency, page, "Enable again"))


def test_an_order_says_who_brought_it_what_lost_and_why_it_is_held(
    agency: Agency, sold: Shop
) -> None:
    listed = agency.team().get(f"/en/programs/{sold.program.id}/sales")
    assert "A-1" in words(listed)
    page = words(agency.team().get(f"/en/orders/{sold.order().id}"))
    assert "The code was typed at the checkout." in page
    assert "Link zoe It leads to no partner of this program." in page
    assert "The buyer seems to be the partner." in page
    assert "The time for returns runs until" in page
    french = words(agency.team().get(f"/fr/orders/{sold.order().id}"))
    assert "L’acheteur semble être le partenaire." in french


def test_a_commission_is_let_go_and_kept_back(agency: Agency, sold: Shop) -> None:
    page = f"/en/commissions/{sold.commission().id}"
    assert "The buyer seems to be the partner." in words(agency.team().get(page))
    after = words(pressed(agency, page, "Let it go"))
    assert "Waiting" in after
    held = words(pressed(agency, page, "Keep it back", why="dispute"))
    assert "The team disputes it." in held
    listed = agency.team().get(f"/en/programs/{sold.program.id}/commissions?standing=held")
    assert "The team disputes it." in words(listed)


def test_it_is_decided_anew_with_a_note(agency: Agency, sold: Shop) -> None:
    zoe = sold.partner()
    [decided] = agency.bureau.context.stores.attributions.of_order(
        "maison-lumen", sold.order().id
    ).values()
    page = f"/en/orders/{sold.order().id}/{decided.id}/decide"
    without = pressed(agency, page, "Decide", partner=zoe)
    assert without.status_code == 422
    after = words(pressed(agency, page, "Decide", partner=zoe, note="It was her video."))
    assert "It was her video." in after
    sold.work()
    page = words(agency.team().get(f"/en/orders/{sold.order().id}"))
    assert "The team decided that it was brought otherwise." in page
    assert sold.earned(zoe).amount == 1_250


def test_why_it_is_decided_anew_is_there_again_after_a_new_sign_in(
    agency: Agency, sold: Shop
) -> None:
    [decided] = agency.bureau.context.stores.attributions.of_order(
        "maison-lumen", sold.order().id
    ).values()
    page, browser = f"/en/orders/{sold.order().id}/{decided.id}/decide", agency.team()
    form = {"partner": "none", "note": "Her video.", "csrf_token": browser.token(page)}
    browser.sign_in("owner@lumen.example", PASSWORD)
    headers = {"Origin": ORIGIN}
    answer = browser.client.post(page, base_url=ORIGIN, data=form, headers=headers)
    assert (answer.status_code, answer.location) == (303, page)
    assert "Her video." in browser.get(page).text


def test_a_partner_page_says_what_they_earn(agency: Agency, sold: Shop) -> None:
    page = words(agency.team().get(f"/en/partners/{sold.commission().partner_id}"))
    assert "€12.50" in page
    assert "The buyer seems to be the partner." in page


def test_the_secret_is_shown_once_and_refusals_are_told(agency: Agency, sold: Shop) -> None:
    page = f"/en/programs/{sold.program.id}/shop"
    assert "There is no secret yet" in words(agency.team().get(page))
    made = agency.team().post(page)
    assert "ksec_" in words(made)
    assert "ksec_" not in words(agency.team().get(page))
    wrong = sold.sale("A-2")
    wrong["lines"][0]["amount"] = {"amount": -1, "currency": "EUR"}
    sold.tell(wrong, {"type": "gift", "order_id": "A-3"})
    told = words(agency.team().get(page))
    assert "A-3 This type is not known here." in told
    assert "A-2 " in told


def test_a_lead_that_is_gone_says_so(agency: Agency, sold: Shop) -> None:
    came = sold.sale()["ordered_at"]
    sold.lead({"type": "lead", "lead_id": "L-1", "came_at": came, "code": "ANA10"})
    sold.work()
    sold.lead({"type": "withdrawal", "lead_id": "L-1"})
    sold.work()
    [lead] = agency.bureau.context.stores.leads.page("maison-lumen", sold.program.id).items
    listed = words(agency.team().get(f"/en/programs/{sold.program.id}/leads"))
    assert "L-1" in listed
    assert "The lead was withdrawn." in listed
    assert "The lead was withdrawn." in words(agency.team().get(f"/en/leads/{lead.id}"))


def test_who_reads_no_people_sees_lists_without_links(agency: Agency, sold: Shop) -> None:
    analyst = agency.team("analyst")
    page = read(analyst.get(f"/en/programs/{sold.program.id}/sales"))
    assert page.find("a", string="A-1") is None
    assert "A-1" in page.get_text()
    assert analyst.get(f"/en/orders/{sold.order().id}").status_code == 403
