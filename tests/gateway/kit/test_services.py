"""Calls of other services: signed, timed, their refusals translated."""

import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from services.gateway.kit.lines import CHUNK
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.questions import Question
from services.gateway.kit.services import HttpServices
from shared.auth import Caller, TokenSigner, TokenVerifier, Unauthenticated, public_key_of
from shared.clock import ManualClock
from shared.ids import SeededIds

KEY = b"7" * 32
CALLER = Caller("acc-1", "maison-lumen", frozenset({"owner"}), "request-0001")
PROBLEM = {
    "slug": "contest_incomplete",
    "status": 422,
    "detail": "Some settings are missing.",
    "errors": [{"field": "settings.opens_at", "code": "missing", "params": {}}],
    "state": "draft",
}


class Behind(BaseHTTPRequestHandler):
    """A service that remembers what it was asked."""

    seen: list[tuple[str, str, dict[str, str], bytes]]

    def _serve(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.seen.append((self.command, self.path, headers, body))
        if self.server.hang_ups:
            self.server.hang_ups -= 1
            self.close_connection = True
            return
        status, kind, data, more = self.server.answer
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in more.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PATCH = _serve  # noqa: N815

    def log_message(self, *words):
        """Say nothing."""


@pytest.fixture
def behind():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Behind)
    server.hang_ups = 0
    server.seen, server.answer = [], (200, "application/json", b'{"ok": true}', {"ETag": '"7"'})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def clock():
    return ManualClock(datetime(2026, 3, 1, tzinfo=UTC))


def _services(behind, clock):
    address = f"http://127.0.0.1:{behind.server_address[1]}"
    return HttpServices({"contests": address}, TokenSigner(KEY, clock, SeededIds()))


def test_each_call_carries_a_token_for_that_service_alone(behind, clock):
    _services(behind, clock).ask(Question("contests", "GET", "/contests", CALLER))
    token = behind.seen[0][2]["authorization"].removeprefix("Bearer ")
    assert TokenVerifier(public_key_of(KEY), "contests", clock).verify(token) == CALLER
    with pytest.raises(Unauthenticated):
        TokenVerifier(public_key_of(KEY), "insights", clock).verify(token)
    clock.advance(seconds=61)
    with pytest.raises(Unauthenticated):
        TokenVerifier(public_key_of(KEY), "contests", clock).verify(token)


def test_a_command_carries_its_body_its_version_and_its_key(behind, clock):
    headers = {"If-Match": '"3"', "Idempotency-Key": "once-0001"}
    question = Question("contests", "PATCH", "/contests/c-1", CALLER, {}, {"a": "é"}, headers)
    answer = _services(behind, clock).ask(question)
    method, path, sent, body = behind.seen[0]
    assert (method, path, json.loads(body)) == ("PATCH", "/api/v1/contests/c-1", {"a": "é"})
    assert (sent["if-match"], sent["idempotency-key"]) == ('"3"', "once-0001")
    assert sent["x-request-id"] == "request-0001"
    assert answer.body == {"ok": True}


def test_a_problem_document_is_raised_with_its_fields(behind, clock):
    data = json.dumps(PROBLEM).encode()
    behind.answer = (422, "application/problem+json", data, {"Retry-After": "4"})
    with pytest.raises(ServiceProblem) as raised:
        _services(behind, clock).ask(Question("contests", "POST", "/contests", CALLER, body={}))
    problem = raised.value
    assert (problem.status, problem.slug, problem.retry_after) == (422, "contest_incomplete", 4)
    assert [(each.field, each.code) for each in problem.errors] == [
        ("settings.opens_at", "missing")
    ]
    assert problem.extra == {"state": "draft"}


def test_a_fault_that_is_no_problem_document_is_told_as_unavailable(behind, clock):
    behind.answer = (502, "text/html", b"<h1>Bad gateway</h1>", {})
    with pytest.raises(ServiceProblem) as raised:
        _services(behind, clock).ask(Question("contests", "GET", "/contests", CALLER))
    assert (raised.value.status, raised.value.slug) == (502, "unavailable")


def test_a_service_that_is_down_is_told_as_unavailable(clock):
    services = HttpServices(
        {"contests": "http://127.0.0.1:1"}, TokenSigner(KEY, clock, SeededIds())
    )
    with pytest.raises(ServiceProblem) as raised:
        services.ask(Question("contests", "GET", "/contests", CALLER))
    assert (raised.value.status, raised.value.retry_after) == (503, 5)
    assert raised.value.detail.startswith("The service does not answer right now: repeat")


@pytest.mark.parametrize(
    ("method", "headers"),
    [("GET", {}), ("POST", {"Idempotency-Key": "k-12345678"})],
)
def test_what_may_be_repeated_is_asked_again_when_the_line_was_cut(behind, clock, method, headers):
    behind.hang_ups = 1
    question = Question("contests", method, "/contests/c1", CALLER, headers=headers)
    assert _services(behind, clock).ask(question).status == 200
    assert len(behind.seen) == 2


@pytest.mark.parametrize(("method", "headers"), [("POST", {}), ("PATCH", {"If-Match": '"7"'})])
def test_a_command_that_no_key_stands_for_is_never_sent_twice(behind, clock, method, headers):
    behind.hang_ups = 1
    question = Question("contests", method, "/contests/c1", CALLER, body={}, headers=headers)
    with pytest.raises(ServiceProblem) as caught:
        _services(behind, clock).ask(question)
    assert (caught.value.status, len(behind.seen)) == (503, 1)


def test_a_command_that_is_handed_on_is_its_senders_to_repeat(behind, clock):
    behind.hang_ups = 1
    headers = {"Idempotency-Key": "k-12345678"}
    question = Question("contests", "POST", "/contests/c1/open", CALLER, headers=headers)
    with pytest.raises(ServiceProblem) as caught:
        _services(behind, clock).stream(question, b"{}")
    assert (caught.value.status, len(behind.seen)) == (503, 1)


def test_answers_are_handed_on_in_pieces_whatever_their_status(behind, clock):
    big = b"x" * (CHUNK * 2 + 5)
    behind.answer = (404, "application/json", big, {})
    streamed = _services(behind, clock).stream(Question("contests", "GET", "/contests/c", CALLER))
    assert streamed.status == 404
    pieces = list(streamed.chunks)
    assert b"".join(pieces) == big
    assert len(pieces) > 1


class Slow(Behind):
    """A service that keeps connections, and sends the second half of a list late."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if not self.path.endswith("/list"):
            return self._serve()
        self.send_response(200)
        self.send_header("Content-Length", str(CHUNK * 2))
        self.end_headers()
        self.wfile.write(b"x" * CHUNK)
        self.server.go_on.wait(30)
        self.close_connection = True
        return None


def test_a_download_that_was_broken_off_spoils_no_other_call(behind, clock):
    behind.RequestHandlerClass, behind.go_on = Slow, threading.Event()
    services = _services(behind, clock)
    try:
        streamed = services.stream(Question("contests", "GET", "/contests/c/list", CALLER))
        assert next(streamed.chunks)
        streamed.chunks.close()
        question = Question("contests", "GET", "/contests", CALLER)
        assert [services.ask(question).body for _ in range(2)] == [{"ok": True}] * 2
    finally:
        behind.go_on.set()


def test_a_value_that_is_given_twice_reaches_the_service_twice(behind, clock):
    query = {"state": ["open", "closed"], "limit": "5"}
    _services(behind, clock).ask(Question("contests", "GET", "/contests", CALLER, query))
    assert behind.seen[0][1] == "/api/v1/contests?state=open&state=closed&limit=5"


@pytest.mark.parametrize("path", ["/contests/../../metrics", "/contests/./x", "/../readyz"])
def test_a_path_never_leaves_the_api(behind, clock, path):
    with pytest.raises(ServiceProblem) as raised:
        _services(behind, clock).ask(Question("contests", "GET", path, CALLER))
    assert (raised.value.status, behind.seen) == (404, [])
    assert raised.value.detail == "There is nothing at this address."


def test_what_stands_in_a_path_cannot_become_a_query(behind, clock):
    _services(behind, clock).ask(Question("contests", "GET", "/contests/a?b=c#d", CALLER))
    assert behind.seen[0][1] == "/api/v1/contests/a%3Fb%3Dc%23d"


@pytest.mark.parametrize("key", ["twelve €uros", "a\r\nX-Roles: owner", "a\nb", "clé-12345"])
def test_what_no_header_can_carry_is_refused_before_anything_is_sent(behind, clock, key):
    headers = {"Idempotency-Key": key}
    question = Question("contests", "POST", "/contests", CALLER, body={}, headers=headers)
    with pytest.raises(ServiceProblem) as refused:
        _services(behind, clock).ask(question)
    assert (refused.value.status, refused.value.slug) == (400, "malformed_header")
    assert refused.value.detail == "Idempotency-Key is malformed."
    assert behind.seen == []
