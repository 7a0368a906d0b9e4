"""The form's module in a real browser."""

import os
import shutil
import threading
from dataclasses import replace

import pytest
from playwright.sync_api import expect, sync_playwright
from prometheus_client import CollectorRegistry
from werkzeug.serving import make_server

from services.gateway.entrypoints.application import create_app
from tests.gateway.conftest import PASSWORD

pytestmark = pytest.mark.browser
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


@pytest.fixture
def address(gateway):
    """Serve the gateway on a port of its own; return its address."""
    server = make_server("127.0.0.1", 0, lambda *call: app(*call), threaded=True)
    url = f"http://127.0.0.1:{server.server_port}"
    app = create_app(replace(gateway.parts, public_url=url, registry=CollectorRegistry()))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield url
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(address):
    """Return a page of somebody who is signed in, on a phone."""
    program = shutil.which(os.environ.get("KERMESSE_CHROMIUM", "chromium"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        found = browser.new_page(viewport={"width": 360, "height": 800})
        found.goto(f"{address}/en/sign-in")
        found.fill("#email", "owner@lumen.example")
        found.fill("#password", PASSWORD)
        found.keyboard.press("Enter")
        found.wait_for_url("**/contests")
        yield found
        browser.close()


def test_a_draft_saves_what_was_typed_without_a_press(gateway, address, page):
    gateway.services.add("c-1")
    page.goto(f"{address}/en/contests/c-1/edit")
    expect(page.locator("#checklist")).to_contain_text("4 of 8")
    page.fill("[id='settings.organiser.name']", "Maison Lumen SAS")
    expect(page.locator("#checklist")).to_contain_text("5 of 8", timeout=20_000)
    expect(page.locator("#saved")).to_contain_text("Saved at")
    saved = gateway.services.contests["c-1"]
    assert saved["settings"]["organiser"] == {"name": "Maison Lumen SAS"}
    assert page.locator("#version input").input_value() == str(saved["version"])


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
