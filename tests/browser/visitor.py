"""Someone with a browser, who notes every fault that a page shows or tells its console."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from tests.browser.keyboard import Keyboard
from tests.browser.looking import look
from tests.browser.place import Place
from tests.harness.waiting import until

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
LOCALES = {"fr": "fr-FR", "en": "en-GB"}


class Visitor:
    """One browser profile with one page. `faults` is what its console and its network told."""

    def __init__(self, context: BrowserContext, place: Place, language: str) -> None:
        self.place, self.language, self.faults = place, language, list[str]()
        self.context, self.page = context, context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._answered)
        self.keys = Keyboard(self.page, place.dates)

    @classmethod
    def arrive(cls, browser: Browser, place: Place, language: str, **options: Any) -> "Visitor":
        """Open a fresh profile, on a wide screen unless `options` say otherwise."""
        wanted = {"viewport": DESK, "locale": LOCALES[language], "timezone_id": "Europe/Paris"}
        context = browser.new_context(**(wanted | options))
        context.set_default_timeout(60_000)
        return cls(context, place, language)

    def _heard(self, message: ConsoleMessage) -> None:
        # A page that answers 4xx on purpose is a line of the console too; `_answered` judges it.
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            self.faults.append(f"{self.page.url}: {message.text}")

    def _answered(self, response: Response) -> None:
        document = response.request.resource_type == "document"
        if response.status >= (500 if document else 400):
            self.faults.append(f"{response.url} answered {response.status}")

    def open(self, url: str) -> Page:
        """Go to an address, or to a path of the pages."""
        self.page.goto(url if url.startswith("http") else f"{self.place.pages}{url}")
        return self.page

    def look(self, name: str) -> None:
        """Look at this page as everybody sees it; raise `AssertionError` with what is wrong."""
        look(self.page, name, self.language)

    def wait_for(self, shown: Callable[[Page], bool], seconds: float, what: str) -> None:
        """Reload the page until it shows what is awaited; raise `TimeoutError`."""

        def again() -> bool:
            self.page.reload()
            return shown(self.page)

        if not shown(self.page):
            until(again, seconds, what)

    def heading(self, words: str) -> bool:
        """Tell whether the page has a heading of these words."""
        return self.page.get_by_role("heading", name=words, exact=True).count() > 0

    def read_mail(self, to: str, link: str, seconds: float = 60) -> str:
        """Read the mails to `to` at the mail catcher; return the newest link that holds `link`."""
        found = list[str]()

        def has_come() -> bool:
            self.page.goto(self.place.mails)
            rows = self.page.locator("tr", has=self.page.get_by_text(to, exact=True))
            addresses = rows.locator("a").evaluate_all("(all) => all.map((one) => one.href)")
            for address in addresses:
                self.page.goto(address)
                links = self.page.locator(f"pre a[href*='{link}']")
                if links.count():
                    found.append(str(links.first.get_attribute("href")))
                    return True
            return False

        until(has_come, seconds, f"a mail to {to} with {link}")
        return found[0]

    def leave(self) -> None:
        """Close the profile; raise `AssertionError` with every fault that was noted."""
        self.context.close()
        assert not self.faults, "\n".join(self.faults)
