"""A gateway before stand-in services, and somebody who is signed in on a phone."""

import os
import shutil
import threading
from dataclasses import replace

import pytest
from playwright.sync_api import sync_playwright
from prometheus_client import CollectorRegistry
from werkzeug.serving import make_server

from services.gateway.bootstrap.application import create_app
from services.gateway.bootstrap.web import PRODUCTS
from tests.gateway.conftest import PASSWORD

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


@pytest.fixture
def address(gateway):
    """Serve the gateway on a port of its own; return its address."""
    server = make_server("127.0.0.1", 0, lambda *call: app(*call), threaded=True)
    url = f"http://127.0.0.1:{server.server_port}"
    app = create_app(replace(gateway.parts, public_url=url, registry=CollectorRegistry()), PRODUCTS)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
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
