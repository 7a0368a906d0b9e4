"""One Chromium and one whole stack, embedded, for the browser tests of a worker."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from stack.commands.account import open_account
from stack.programs import service_environ
from tests.browser.keyboard import way_to_write_dates
from tests.browser.place import PASSWORD, Place
from tests.browser.visitor import Visitor
from tests.harness.beacon import held_beacon
from tests.harness.servers import embedded
from tests.harness.site import open_site

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
Visit = Callable[..., Visitor]


# Of a module and not of the whole run: a thread has room for one Playwright.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine."""
    program = shutil.which(os.environ.get("KERMESSE_CHROMIUM", "chromium"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Place]:
    """A stack of all processes; each language has a team of its own, with one account."""
    folder, dates = tmp_path_factory.mktemp("browser"), way_to_write_dates(chromium)
    with (
        held_beacon() as beacon,
        open_site(folder, embedded(), environ={"KERMESSE_BEACON_URLS": beacon.url}) as site,
    ):
        where = Place(site.layout.pages, site.layout.mails, beacon, dates)
        for language in ("fr", "en"):
            open_account(
                service_environ(site.layout, "gateway"),
                workspace_id=where.workspace(language),
                workspace_name="Maison Lumen",
                email=where.account(language),
                password=PASSWORD,
                role="owner",
            )
        yield where
        assert not site.told, f"ended by themselves: {site.told}"


@pytest.fixture
def visit(chromium: Browser, place: Place) -> Iterator[Visit]:
    """Make a visitor with a browser profile of their own; at the end none has seen a fault."""
    everyone: list[Visitor] = []

    def make(language: str, **options: object) -> Visitor:
        everyone.append(Visitor.arrive(chromium, place, language, **options))
        return everyone[-1]

    yield make
    for one in everyone:
        one.leave()
