"""The API, asked by a script in the session of whoever signed in."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from stack.driver.kit.browser import Browser
from stack.driver.kit.pages import Page

MOST = "100"


class Api:
    """`/api/v1` of `pages`; `page` is one behind the door, which has the token of its forms."""

    def __init__(self, browser: Browser, pages: str, page: Page) -> None:
        self._browser, self._root = browser, f"{pages}/api/v1"
        (self._token,) = page.form_with("csrf_token").get("csrf_token")

    def get(self, path: str, **asked: str) -> Any:
        """Return what a path answers."""
        query = f"?{urlencode(asked)}" if asked else ""
        return json.loads(self._browser.open(f"{self._root}{path}{query}").content)

    def every(self, path: str, **asked: str) -> Iterator[Any]:
        """Give the items of every page of a list."""
        page = self.get(path, limit=MOST, **asked)
        yield from page["items"]
        while page["after"]:
            page = self.get(path, limit=MOST, after=page["after"], **asked)
            yield from page["items"]

    def post(self, path: str, body: Any) -> Any:
        """Send JSON; return the answer."""
        told = self._browser.tell(f"{self._root}{path}", body, {"X-CSRFToken": self._token})
        return json.loads(told.content)
