"""Public pages in a real browser: readable by everyone, light, complete without a script."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
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
from tests.gateway.conftest import PASSWORD
from tests.gateway.products.contests.public.conftest import ASKED, Fair
from tests.gateway.products.contests.public.mail_links.links import OWN, asking_link, winner_behind

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
    page.wait_for_url("**/thanks?*")
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


def signed_in(visit: Visit, language: str = "en") -> Page:
    """Return a page of the console, before a manager."""
    desk = visit(f"/{language}/sign-in", 1280)
    desk.fill("[name=email]", "manager@lumen.example")
    desk.fill("[name=password]", PASSWORD)
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/contests")
    return desk


def goes_back(page: Page, field: str, text: str) -> None:
    """Send a form without its `field`, go elsewhere and back: the form is there, with its text."""
    form = page.url
    page.fill(f"[name={field}]", "")
    page.click("main form button[type=submit]")
    page.wait_for_selector(".summary")
    page.fill(f"[name={field}]", text)
    page.goto(urlsplit(form)._replace(path="/en/legal").geturl())
    page.go_back()
    assert page.url == form
    assert page.input_value(f"[name={field}]") == text
    assert page.locator(".summary").count() == 0


def test_back_after_a_form_that_was_refused_shows_the_form_and_asks_nothing(
    fair: Fair, visit: Visit, address: str
) -> None:
    contest = fair.opened()
    fair.confirmed(contest)
    page = visit(fair.mailed(OWN) + "/correct")
    goes_back(page, "first_name", "Anna")
    page.click("main form button[type=submit]")
    page.wait_for_selector("[role=status]")
    assert page.inner_text("[role=status]") == "Votre correction est enregistrée."
    page.go_back()
    assert page.url.endswith("/correct")
    desk = signed_in(visit)
    desk.goto(f"{address}/en/contests/{contest.id}/cancel")
    goes_back(desk, "reason", "A storm.")


def shot(page: Page, name: str) -> None:
    """Save the page at two widths, where somebody wants to look at it."""
    if folder := os.environ.get("KERMESSE_SCREENSHOTS"):
        width = page.viewport_size["width"] if page.viewport_size else 360
        for each in (360, 1280):
            page.set_viewport_size({"width": each, "height": 740})
            page.screenshot(path=f"{folder}/{name}-{each}.png", full_page=True)
        page.set_viewport_size({"width": width, "height": 740})


def press(page: Page, role: Any, name: str) -> None:
    """Press what the accessibility tree calls so, by the keyboard."""
    page.get_by_role(role, name=name, exact=False).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


DOOR = {
    "fr": {
        "yes": "Oui, j’accepte le lot",
        "name": "Nom et prénom, pour l’étiquette",
        "line": "Numéro et rue",
        "postcode": "Code postal",
        "town": "Ville",
        "size": "Grande",
        "send": "Envoyer mon adresse",
        "went": "Je l’ai envoyé…",
        "note": "Noter l’envoi",
        "carrier": "Transporteur",
        "tracking": "Numéro de suivi",
        "came": "J’ai reçu mon lot…",
        "received": "Oui, j’ai reçu mon lot",
        "there": "Vous avez reçu votre lot",
        "tick": "Reçu par le gagnant",
    },
    "en": {
        "yes": "Yes, I accept the prize",
        "name": "Full name, for the label",
        "line": "Number and street",
        "postcode": "Postcode",
        "town": "Town",
        "size": "Large",
        "send": "Send my address",
        "went": "I have sent it…",
        "note": "Note",
        "carrier": "Carrier",
        "tracking": "Tracking number",
        "came": "I have received my prize…",
        "received": "Yes, I have received my prize",
        "there": "You have received your prize",
        "tick": "In the winner's hands",
    },
}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_prize_goes_to_the_door_by_keyboard_and_by_what_a_screen_reader_hears(
    fair: Fair, visit: Visit, address: str, language: str
) -> None:
    words = DOOR[language]
    link = asking_link(fair).replace("/fr/", f"/{language}/", 1)
    winner = winner_behind(fair, link)
    winners = f"/{language}/contests/{winner.contest_id}/winners"
    phone = visit(link)
    found = faults(phone)
    shot(phone, f"{language}-1-answer")
    press(phone, "button", words["yes"])
    found += faults(phone)
    shot(phone, f"{language}-2-details")
    press(phone, "button", words["send"])
    phone.wait_for_selector(".summary:focus")
    found += faults(phone)
    shot(phone, f"{language}-3-refused")
    typed = {"name": "Inès Robert", "line": "14 quai", "postcode": "69001", "town": "Lyon"}
    for field, text in typed.items():
        phone.get_by_role("textbox", name=words[field], exact=True).focus()
        phone.keyboard.type(text)
    phone.get_by_role("radio", name=words["size"]).focus()
    phone.keyboard.press("Space")
    press(phone, "button", words["send"])
    found += faults(phone)
    shot(phone, f"{language}-4-given")

    desk = signed_in(visit, language)
    desk.goto(f"{address}/{language}/contests/{winner.contest_id}/asks")
    found += faults(desk)
    shot(desk, f"{language}-5-asks")
    desk.goto(address + winners)
    found += faults(desk)
    shot(desk, f"{language}-6-winners")
    press(desk, "link", words["went"])
    found += faults(desk)
    shot(desk, f"{language}-7-send")
    for field, text in {"carrier": "Colissimo", "tracking": "6A 271 8281"}.items():
        desk.get_by_role("textbox", name=words[field]).focus()
        desk.keyboard.type(text)
    press(desk, "button", words["note"])
    desk.wait_for_url("**/winners")
    found += faults(desk)

    phone.goto(address + link)
    assert "6A 271 8281" in phone.inner_text("main")
    found += faults(phone)
    shot(phone, f"{language}-8-sent")
    press(phone, "link", words["came"])
    found += faults(phone)
    shot(phone, f"{language}-8-came")
    press(phone, "button", words["received"])
    assert phone.get_by_role("heading", name=words["there"]).count() == 1
    found += faults(phone)
    shot(phone, f"{language}-9-received")
    desk.goto(address + winners)
    assert words["tick"] in desk.inner_text("main")
    shot(desk, f"{language}-10-winners")
    desk.goto(f"{address}{winners}/{winner.ref}")
    found += faults(desk)
    shot(desk, f"{language}-11-winner")
    assert not found
