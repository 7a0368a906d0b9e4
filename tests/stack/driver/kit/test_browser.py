"""The browser does what a person's would, and presses again where a page asks for it."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from stack.driver.kit.browser import Browser
from stack.driver.kit.waiting import Unexpected

FORM = (
    '<main><form method="post" action="/form"><input name="a" value="{}"><button>ok</button></form>'
)


class Site(ThreadingHTTPServer):
    """A form that answers 503 as often as `busy` says, then leads to a page of thanks."""

    busy = 0
    sent: list[str]
    led: int = 0


class Handler(BaseHTTPRequestHandler):
    server: Site

    def answer(self, status: int, text: str, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text.encode())

    def do_GET(self) -> None:
        if self.path == "/led":
            self.server.led += 1
            self.answer(302, "", Location="/busy")
            return
        if self.path == "/busy" and self.server.busy > 0:
            self.server.busy -= 1
            self.answer(503, "")
            return
        pages = {
            "/form": (200, FORM.format("1"), {"Set-Cookie": "seen=yes"}),
            "/gone": (404, "", {}),
        }
        status, text, headers = pages.get(self.path, (200, "<main>thanks</main>", {}))
        self.answer(status, text, **headers)

    def do_HEAD(self) -> None:
        self.answer(302, "", Location="/gone")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/api":
            told = [self.headers[name] for name in ("Content-Type", "X-CSRFToken", "User-Agent")]
            self.answer(201, f"{body} {told}")
            return
        self.server.sent.append(f"{body} {self.headers.get('Cookie')}")
        self.server.busy -= 1
        if self.server.busy >= 0:
            self.answer(503, FORM.format("kept"))
        else:
            self.answer(303, "", Location="/thanks")

    def log_message(self, *args: object) -> None:
        return


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site(("127.0.0.1", 0), Handler)
    server.sent = []
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def url(site: Site, path: str) -> str:
    return f"http://127.0.0.1:{site.server_port}{path}"


def test_a_form_is_sent_with_its_cookie_and_the_redirect_is_followed(site: Site) -> None:
    browser = Browser()
    page = browser.send(browser.open(url(site, "/form")).form_with("a"))
    assert page.url == url(site, "/thanks")
    assert page.words == "thanks"
    assert site.sent == ["a=1 seen=yes"]


@pytest.mark.slow
def test_a_page_that_asks_to_try_again_is_tried_again_with_what_it_kept(site: Site) -> None:
    site.busy = 2
    browser = Browser()
    page = browser.send_patiently(browser.open(url(site, "/form")).form_with("a"))
    assert page.words == "thanks"
    assert [line.split()[0] for line in site.sent] == ["a=1", "a=kept", "a=kept"]


def test_a_status_that_nobody_expects_is_an_error(site: Site) -> None:
    with pytest.raises(Unexpected, match="/gone said 404"):
        Browser().open(url(site, "/gone"))
    assert Browser().open(url(site, "/gone"), 404).status == 404


@pytest.mark.slow
def test_a_page_that_is_busy_is_opened_again(site: Site) -> None:
    site.busy = 2
    assert Browser().open(url(site, "/busy")).words == "thanks"
    assert site.busy == 0


@pytest.mark.slow
def test_what_led_to_a_busy_page_is_not_followed_twice(site: Site) -> None:
    site.busy = 2
    assert Browser().open(url(site, "/led")).words == "thanks"
    assert (site.busy, site.led) == (0, 1)


def test_a_look_follows_nothing(site: Site) -> None:
    assert Browser().look(url(site, "/led")) == 302


def test_a_script_sends_json_with_the_token_of_its_page(site: Site) -> None:
    answer = Browser(agent="script/1").tell(url(site, "/api"), {"a": 1}, {"X-CSRFToken": "t"})
    assert answer.html == "{\"a\": 1} ['application/json', 't', 'script/1']"
