"""A web application behind an address of its own, and somebody who looks at its pages."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.test import TestResponse

from tests.kept.environ import PUBLIC_URL

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - the base's word
        """Say nothing."""


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve `app` on the loopback while the block lasts; yield its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Browser:
    """Keeps cookies, and sends forms with their token from our own pages."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()

    def get(self, path: str, **more: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(path, base_url=PUBLIC_URL, **more)

    def token(self, page: str) -> str:
        """Return the token that a page's forms hold, "" where it has none."""
        found = TOKEN.search(self.get(page).text)
        return found.group(1) if found else ""

    def send(self, path: str, form: dict[str, str], token: str) -> TestResponse:
        """Send a form."""
        data, headers = {**form, "csrf_token": token}, {"Origin": PUBLIC_URL}
        return self.client.post(path, base_url=PUBLIC_URL, data=data, headers=headers)

    def sign_in(self, email: str, password: str) -> TestResponse:
        """Sign in by the form."""
        form = {"email": email, "password": password}
        return self.send("/en/sign-in", form, self.token("/en/sign-in"))

    @property
    def cookie(self) -> Any:
        """The cookie that the pages set."""
        (found,) = self.client._cookies.values()  # type: ignore[union-attr]
        return found
