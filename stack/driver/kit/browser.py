"""A browser without eyes: cookies, redirects, forms. One for each person."""

import time
from typing import Any
from urllib.parse import urlencode

import requests

from stack.driver.kit.forms import Form
from stack.driver.kit.pages import SHOWN, Page
from stack.driver.kit.waiting import Unexpected

SECONDS = 30
BUSY, PATIENCE = 503, 20.0


class Browser:
    """The session of one person, whose browser calls itself `agent`."""

    def __init__(self, language: str = "fr", agent: str = "") -> None:
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Accept-Language"] = language
        if agent:
            self._session.headers["User-Agent"] = agent

    def open(self, url: str, *accepted: int) -> Page:
        """Go to `url`, again where the page asks to try again in a moment.

        What led to that page is not followed twice. Raises `Unexpected` when the status is neither
        200 nor one of `accepted`.
        """
        deadline = time.monotonic() + PATIENCE
        answer = self._session.get(url, timeout=SECONDS)
        while answer.status_code == BUSY and time.monotonic() < deadline:
            time.sleep(0.5)
            answer = self._session.get(answer.url, timeout=SECONDS)
        return self._page(answer, accepted)

    def look(self, url: str) -> int:
        """Ask for the head of `url` alone, follow nothing; return the status."""
        return self._session.head(url, timeout=SECONDS, allow_redirects=False).status_code

    def tell(self, url: str, body: Any, headers: dict[str, str]) -> Page:
        """Send JSON, as a script of the page would."""
        origin = {"Origin": "/".join(url.split("/")[:3])}
        answer = self._session.post(url, json=body, headers=origin | headers, timeout=SECONDS)
        return self._page(answer, (201, 202))

    def send_patiently(self, form: Form, accepted: tuple[int, ...] = ()) -> Page:
        """Send `form`; where the page asks to repeat it in a moment, press its button again."""
        deadline = time.monotonic() + PATIENCE
        page = self.send(form, accepted=(BUSY, *accepted))
        while page.status == BUSY and time.monotonic() < deadline:
            time.sleep(0.5)
            page = self.send(page.form_like(form), accepted=(BUSY, *accepted))
        if page.status == BUSY:
            raise Unexpected(f"{page.url} still asked to try again: {page.words[:SHOWN]}")
        return page

    def send(
        self, form: Form, name: str = "", value: str = "", accepted: tuple[int, ...] = ()
    ) -> Page:
        """Send `form` by one of its buttons and follow where it leads."""
        pairs = form.press(name, value)
        if form.method == "get":
            return self.open(f"{form.action.partition('?')[0]}?{urlencode(pairs)}", *accepted)
        headers = {"Origin": "/".join(form.action.split("/")[:3]), "Referer": form.action}
        answer = self._session.post(form.action, data=pairs, headers=headers, timeout=SECONDS)
        return self._page(answer, accepted)

    @staticmethod
    def _page(answer: requests.Response, accepted: tuple[int, ...]) -> Page:
        page = Page(answer.url, answer.status_code, answer.text, answer.content)
        if page.status not in (200, *accepted):
            words = page.words[:SHOWN]
            raise Unexpected(f"{answer.request.method} {page.url} said {page.status}: {words}")
        return page

    def close(self) -> None:
        """Close its connections."""
        self._session.close()
