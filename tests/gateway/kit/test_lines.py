"""Lines to a service are kept while they hold, and none is used that was cut or half read."""

import threading
from contextlib import contextmanager
from http.client import IncompleteRead
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from services.gateway.kit.lines import FAULTS, KEPT, Lines


class Behind(BaseHTTPRequestHandler):
    """A service that keeps lines; `/short` promises more than it sends, `/close` hangs up."""

    protocol_version = "HTTP/1.1"

    def setup(self):
        super().setup()
        self.server.lines.append(self.connection)

    def do_GET(self):
        promised = 9 if self.path.endswith("/short") else 2
        self.send_response(200)
        self.send_header("Content-Length", str(promised))
        if self.path.endswith("/close"):
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(b"ok")
        self.close_connection = self.close_connection or promised > 2

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *words):
        """Say nothing."""


@contextmanager
def listening(port=0):
    server = ThreadingHTTPServer(("127.0.0.1", port), Behind)
    server.daemon_threads, server.lines = True, []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def behind():
    with listening() as server:
        yield server


def _lines(server, **more):
    return Lines(f"http://127.0.0.1:{server.server_address[1]}/inside", **more)


def _get(lines, path="/x"):
    return lines.send("GET", path, None, {}).read()


def test_a_line_is_used_again(behind):
    lines = _lines(behind)
    assert [_get(lines) for _ in range(5)] == [b"ok"] * 5
    assert len(behind.lines) == 1


def test_two_calls_at_once_have_a_line_each(behind):
    lines = _lines(behind)
    first, second = (lines.send("GET", "/x", None, {}) for _ in range(2))
    assert (first.read(), second.read()) == (b"ok", b"ok")
    assert len(behind.lines) == 2


def test_a_line_that_the_service_closes_is_not_used_again(behind):
    lines = _lines(behind)
    assert [_get(lines, "/close"), _get(lines)] == [b"ok", b"ok"]
    assert len(behind.lines) == 2


def test_a_line_that_was_cut_meanwhile_is_found_before_anything_is_sent(behind):
    lines = _lines(behind)
    assert _get(lines) == b"ok"
    [kept] = behind.lines
    kept.shutdown(2)
    assert _get(lines) == b"ok"
    assert len(behind.lines) == 2


def test_an_answer_without_a_body_leaves_its_line_whole(behind):
    lines = _lines(behind)
    assert lines.send("HEAD", "/x", None, {}).read() == b""
    assert _get(lines) == b"ok"
    assert len(behind.lines) == 1


def test_what_was_cut_short_is_never_taken_for_whole(behind):
    lines = _lines(behind)
    with pytest.raises(IncompleteRead):
        _get(lines, "/short")
    with pytest.raises(IncompleteRead):
        list(lines.send("GET", "/short", None, {}).pieces())


def test_no_more_lines_are_kept_than_are_worth_it(behind):
    lines = _lines(behind)
    replies = [lines.send("GET", "/x", None, {}) for _ in range(KEPT + 3)]
    assert {reply.read() for reply in replies} == {b"ok"}
    for _ in range(KEPT + 3):
        assert _get(lines) == b"ok"
    assert len(behind.lines) == KEPT + 3


def test_a_service_that_does_not_answer_in_time_is_a_fault(behind, monkeypatch):
    silent = threading.Event()
    monkeypatch.setattr(Behind, "do_GET", lambda self: silent.wait(30))
    try:
        with pytest.raises(TimeoutError):
            _get(_lines(behind, read_seconds=0.05))
    finally:
        silent.set()


def test_nobody_listening_is_a_fault():
    with listening() as server:
        lines = _lines(server)
    with pytest.raises(FAULTS):
        _get(lines)
