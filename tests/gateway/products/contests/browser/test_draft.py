"""The form's module in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.gateway.conftest import PASSWORD

pytestmark = pytest.mark.browser


def test_a_draft_saves_what_was_typed_without_a_press(gateway, address, page):
    gateway.services.add("c-1")
    page.goto(f"{address}/en/contests/c-1/edit")
    expect(page.locator("#checklist")).to_contain_text("4 of 8")
    page.fill("[id='settings.organiser.name']", "Maison Lumen SAS")
    expect(page.locator("#checklist")).to_contain_text("5 of 8", timeout=20_000)
    expect(page.locator("#saved")).to_contain_text("Saved at")
    saved = gateway.services.contests["c-1"]
    assert saved["settings"]["organiser"] == {"name": "Maison Lumen SAS"}
    assert page.locator("#version input[name=version]").input_value() == str(saved["version"])


def test_pressed_too_early_the_summary_takes_the_focus_and_leads_to_the_field(
    gateway, address, page
):
    gateway.services.add("c-1")
    page.goto(f"{address}/en/contests/c-1/edit")
    page.click(".page-head button[value=publish]")
    expect(page.locator(".summary")).to_be_focused()
    page.click(".summary a[href='#settings.organiser.name']")
    expect(page.locator("[id='settings.organiser.name']")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_draft_that_a_colleague_saved_is_left_alone_until_the_button_is_pressed(
    gateway, address, page
):
    gateway.services.add("c-1")
    page.clock.install()
    page.goto(f"{address}/en/contests/c-1/edit")
    contest = gateway.services.contests["c-1"]
    contest["settings"]["organiser"] = {"name": "Theirs"}
    contest["version"] = 2
    sent = []
    page.on("request", lambda request: sent.append(request.method) if request.post_data else None)
    page.fill("[id='settings.organiser.name']", "Mine")
    page.clock.run_for(2_000)
    expect(page.locator("#saved")).to_contain_text("Someone else changed", timeout=20_000)
    page.fill("[id='settings.organiser.name']", "Mine again")
    page.clock.run_for(60_000)
    assert sent == ["POST"]
    assert contest["settings"]["organiser"] == {"name": "Theirs"}
    page.click(".page-head button[value=save]")
    expect(page.locator(".summary")).to_contain_text("Someone else changed")
    expect(page.locator("[id='settings.organiser.name']")).to_have_value("Mine again")


def test_a_session_that_ended_is_told_as_such_and_the_button_keeps_what_was_typed(
    gateway, address, page
):
    gateway.services.add("c-1")
    page.goto(f"{address}/en/contests/c-1/edit")
    gateway.clock.advance(hours=9)
    page.fill("[id='settings.organiser.name']", "Mine")
    expect(page.locator("#saved")).to_contain_text("your session ended", timeout=20_000)
    page.click(".page-head button[value=save]")
    page.fill("#email", "owner@lumen.example")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit")
    expect(page.locator("[id='settings.organiser.name']")).to_have_value("Mine")


def test_pressed_twice_while_a_draft_saves_itself_the_form_is_sent_once(gateway, address, page):
    gateway.services.add("c-1")
    page.goto(f"{address}/en/contests/c-1/edit")
    held, presses = [], []
    page.route(
        "**/edit",
        lambda route: (
            held.append(route)
            if "autosave" in (route.request.post_data or "")
            else route.continue_()
        ),
    )
    page.expose_function("told", lambda: presses.append("sent"))
    page.evaluate("addEventListener('submit', (event) => event.defaultPrevented || told())")
    with page.expect_request(lambda request: "autosave" in (request.post_data or "")):
        page.fill("[id='settings.organiser.name']", "Mine")
    button = page.locator(".page-head button[value=save]")
    button.click(no_wait_after=True)
    button.click(no_wait_after=True)
    with page.expect_navigation():
        held[0].continue_()
    expect(page.locator("#saved")).to_contain_text("Saved at")
    assert presses == ["sent"]
    assert gateway.services.contests["c-1"]["settings"]["organiser"] == {"name": "Mine"}
