"""A script reads every page of a list, and sends with the token of the page it stands on."""

import json
import threading
from collections.abc import Iterator

import pytest
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from stack.driver.kit.api import Api
from stack.driver.kit.browser import Browser
from stack.driver.kit.pages import Page

DOOR = '<form method="post"><input type="hidden" name="csrf_token" value="t-1"></form>'
PAGES = {None: ([1, 2], "2"), "2": ([3], "3"), "3": ([4], None)}


@Request.application
def answer(request: Request) -> Response:
    """Show a list of three pages; repeat what is sent, and with which token."""
    if request.method == "POST":
        told = {"body": json.loads(request.get_data()), "token": request.headers["X-CSRFToken"]}
        return Response(json.dumps(told), 201)
    items, after = PAGES[request.args.get("after")]
    assert request.args["standing"] == "held"
    return Response(json.dumps({"items": items, "after": after}))


@pytest.fixture
def api() -> Iterator[Api]:
    server = make_server("127.0.0.1", 0, answer, threaded=True)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    pages = f"http://127.0.0.1:{server.server_port}"
    yield Api(Browser(), pages, Page(f"{pages}/en/contests", 200, DOOR))
    server.shutdown()
    server.server_close()


def test_every_page_is_read(api: Api) -> None:
    assert list(api.every("/commissions", standing="held")) == [1, 2, 3, 4]


def test_what_is_sent_bears_the_token(api: Api) -> None:
    assert api.post("/orders", {"a": 1}) == {"body": {"a": 1}, "token": "t-1"}
