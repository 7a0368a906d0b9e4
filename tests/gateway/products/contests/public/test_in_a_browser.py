"""Public pages in a real browser: readable by everyone, light, complete without a script."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from prometheus_client import CollectorRegistry
from werkzeug.serving import make_server

from services.gateway.bootstrap.application import create_app
from services.gateway.bootstrap.web import PRODUCTS
from services.gateway.kit.parts import KEY
from tests.contests.pump import Pump
from tests.gateway.products.contests.public.conftest import ASKED, Fair

pytestmark = pytest.mark.browser
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
HEAVIEST = 100_000
Visit = Callable[..., Page]


@pytest.fixture
def address(fair: Fair) -> Iterator[str]:
    """Serve the gateway on a port of its own; return its address."""
    server = make_server("127.0.0.1", 0, lambda *call: app(*call), threaded=True)
    url = f"http://127.0.0.1:{server.server_port}"
    parts = fair.gateway.app.extensions[KEY]
    app = create_app(replace(parts, public_url=url, registry=CollectorRegistry()), PRODUCTS)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield url
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser, for all tests of this module."""
    program = shutil.which(os.environ.get("KERMESSE_CHROMIUM", "chromium"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Visit]:
    """Return a function that opens a path in a browser with these traits."""
    contexts = []

    def opened(path: str, width: int = 360, **traits: object) -> Page:
        contexts.append(
            chromium.new_context(viewport={"width": width, "height": 740}, **traits)  # type: ignore[arg-type]
        )
        page = contexts[-1].new_page()
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()


def faults(page: Page) -> list[str]:
    """Return what axe finds, and whether the page is wider than its window."""
    found = [f"{page.url}: {each['id']}" for each in Axe().run(page).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return found + [f"{page.url}: wider than the window"] * bool(wide)


LOOKS = [("fr", 320, "light"), ("en", 1280, "dark"), ("fr", 768, "dark"), ("en", 360, "light")]


@pytest.mark.parametrize(("language", "width", "scheme"), LOOKS)
def test_nothing_keeps_anyone_from_reading(
    fair: Fair, visit: Visit, language: str, width: int, scheme: str
) -> None:
    contest = fair.opened()
    fair.someone().enter(fair.page(contest))
    confirm = fair.mailed("/confirm/")
    drawn = fair.world.drawn(9, **ASKED)
    Pump(fair.world).run()
    links = [confirm, fair.mailed("/claim/"), fair.mailed(r"/entry/[\w-]{22}(?!/)")]
    paths = [
        fair.page(fair.opened(closes_at="2026-04-20T10:00:00.000Z")),
        "/fr/legal",
        *(
            fair.page(drawn, ending)
            for ending in ("", "/certificate", "/rules", "/data", "/list", "/thanks")
        ),
        *links,
        f"{links[1]}/decline",
        f"{links[2]}/withdraw",
        fair.page(drawn, "-gone"),
    ]
    spoken = [f"/{language}/{path.split('/', 2)[2]}" for path in paths]
    page = visit(spoken[0], width, color_scheme=scheme)
    found = faults(page)
    page.click("main form button")
    page.wait_for_selector(".summary")
    found += faults(page)
    for path in spoken[1:]:
        page.goto(urlsplit(page.url)._replace(path=path).geturl())
        found += faults(page)
    assert not found


def test_the_first_view_is_light_and_asks_nobody_else(
    fair: Fair, visit: Visit, address: str
) -> None:
    page = visit("/fr/sign-in")
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.update({answer.url: len(answer.body())}))
    page.goto(address + fair.page(fair.opened()))
    page.wait_for_load_state("networkidle")
    assert all(url.startswith(address) for url in sizes)
    assert len(sizes) > 3
    assert sum(sizes.values()) < HEAVIEST, sizes


def test_a_person_enters_by_keyboard_alone_without_a_script(fair: Fair, visit: Visit) -> None:
    contest = fair.opened()
    page = visit(fair.page(contest), java_script_enabled=False)
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("class") == "skip"
    page.keyboard.press("Enter")
    for typed in ("Inès", "ines@example.org", "Fr"):
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
    for name in ("of_age", "accept_rules"):
        page.keyboard.press("Tab")
        assert page.locator(":focus").get_attribute("id") == name
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/thanks")
    assert fair.entries(contest) == 1


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(fair: Fair, visit: Visit) -> None:
    page = visit(fair.page(fair.opened()))
    page.click("main form button")
    page.wait_for_selector(".summary:focus")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "first_name"


def test_the_readers_own_time_stands_beside_where_clocks_differ(fair: Fair, visit: Visit) -> None:
    path = fair.page(fair.opened(), language="en")
    assert "(your time: Friday 20 March at 07:00)" in visit(
        path, timezone_id="America/New_York"
    ).inner_text(".pills")
    assert "your time" not in visit(path, timezone_id="Europe/Paris").inner_text(".pills")
