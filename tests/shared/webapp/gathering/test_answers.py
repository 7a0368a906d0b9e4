"""What a client is answered on the wire, whatever it sends and however it reads."""

import json
import signal
import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import psutil
import pytest

from tests.shared.webapp.served import LARGE, Gunicorn, until

pytestmark = pytest.mark.processes
GET = b"GET /api/v1/quick HTTP/1.1\r\nHost: x\r\n\r\n"
FORM = b"POST /api/v1/form HTTP/1.1\r\nHost: x\r\n"
CHUNKED = FORM + b"Transfer-Encoding: chunked\r\n\r\n"
Answer = tuple[int, dict[str, str], bytes]


class Line:
    """A connection of raw bytes."""

    def __init__(self, port: int) -> None:
        self.line = socket.create_connection(("127.0.0.1", port), 20)
        self.read = self.line.makefile("rb")

    def send(self, data: bytes) -> "Line":
        self.line.sendall(data)
        return self

    def answer(self) -> Answer:
        status = int(self.read.readline().split(b" ")[1])
        headers: dict[str, str] = {}
        while line := self.read.readline().strip():
            name, _, value = line.decode("latin-1").partition(": ")
            headers[name.lower()] = value
        if status == 100:
            return status, headers, b""
        return status, headers, self.read.read(int(headers["content-length"]))

    def problem(self) -> tuple[int, str, str]:
        status, headers, body = self.answer()
        assert headers["content-type"] == "application/problem+json"
        told: Any = json.loads(body)
        assert told["status"] == status
        return status, told["slug"], told["detail"]

    def is_closed(self) -> bool:
        return self.read.read() == b""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    server = Gunicorn(tmp_path_factory.mktemp("served"), LARGE, KERMESSE_WEB_WORKERS="1")
    yield server.port
    server.end()


@pytest.fixture
def line(port: int) -> Iterator[Line]:
    one = Line(port)
    yield one
    one.read.close()
    one.line.close()


def length(count: int) -> bytes:
    return FORM + b"Content-Length: %d\r\n\r\n" % count


def test_a_connection_serves_one_request_after_the_other(line: Line) -> None:
    for _ in range(3):
        assert line.send(GET).answer()[2] == b"done"
        assert line.send(length(5) + b"abcde").answer()[2] == b"5"


def test_requests_that_come_together_are_answered_in_their_order(line: Line) -> None:
    line.send(GET + length(3) + b"abc" + CHUNKED + b"2\r\nab\r\n0\r\n\r\n" + GET)
    assert [line.answer()[2] for _ in range(4)] == [b"done", b"3", b"2", b"done"]


def test_a_request_may_come_byte_by_byte(line: Line) -> None:
    for byte in CHUNKED + b"2;a=b\r\nab\r\n0\r\nX: y\r\n\r\n":
        line.send(bytes([byte]))
    assert line.answer()[2] == b"2"
    assert line.send(GET).answer()[2] == b"done"


def test_a_large_body_arrives_whole(line: Line) -> None:
    assert line.send(length(900_000) + b"x" * 900_000).answer()[2] == b"900000"
    assert line.send(GET).answer()[2] == b"done"


def test_a_body_that_nobody_reads_is_not_the_next_request(line: Line) -> None:
    head = b"POST /api/v1/unread HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(GET)
    line.send(head + GET)
    assert line.answer()[2] == b"unread"
    assert line.send(length(1) + b"a").answer()[2] == b"1"


BROKEN = {
    "chunk": b"zz\r\nab\r\n0\r\n\r\n",
    "extension": b"2;\x00\r\nab\r\n0\r\n\r\n",
    "trailer": b"2\r\nab\r\n0\r\nHost: x\r\n\r\n",
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_body_that_nobody_reads_is_answered_once(line: Line, what: str) -> None:
    line.send(CHUNKED.replace(b"form", b"unread") + BROKEN[what])
    assert line.answer()[2] == b"unread"
    assert line.is_closed()


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_body_is_answered_once(line: Line, what: str) -> None:
    line.send(CHUNKED + BROKEN[what] + GET)
    assert line.problem()[:2] == (400, "malformed_body")
    assert line.is_closed()


def test_whoever_waits_for_a_word_before_the_body_is_given_it(line: Line) -> None:
    line.send(FORM + b"Content-Length: 2\r\nExpect: 100-continue\r\n\r\n")
    assert line.answer()[0] == 100
    assert line.send(b"ab").answer()[2] == b"2"


def test_a_client_of_http_1_0_is_answered_and_closed(line: Line) -> None:
    line.send(b"GET /api/v1/quick HTTP/1.0\r\n\r\n")
    assert line.answer()[2] == b"done"
    assert line.is_closed()


def test_a_client_that_ended_its_side_is_still_answered(line: Line) -> None:
    line.send(GET)
    line.line.shutdown(socket.SHUT_WR)
    assert line.answer()[2] == b"done"
    assert line.is_closed()


def test_an_answer_without_a_body_is_sent(line: Line) -> None:
    line.send(b"HEAD /api/v1/quick HTTP/1.1\r\nHost: x\r\n\r\n" + GET)
    assert line.read.readline() == b"HTTP/1.1 200 OK\r\n"
    while line.read.readline() != b"\r\n":
        pass
    assert line.answer()[2] == b"done"


def test_a_slow_reader_is_given_all_of_a_large_answer(line: Line) -> None:
    line.line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
    line.send(GET.replace(b"quick", b"large"))
    time.sleep(0.3)
    assert line.answer()[2] == bytes(range(250)) * 16_000
    assert line.send(GET).answer()[2] == b"done"


def test_an_answer_that_breaks_off_is_sent_as_far_as_it_got(line: Line) -> None:
    line.send(GET.replace(b"quick", b"broken"))
    assert line.read.read().endswith(b"\r\n\r\n5\r\nbegun\r\n")


TOO_LARGE = (413, "too_large")


def test_a_length_that_is_not_taken_is_refused_before_the_body_comes(line: Line) -> None:
    line.send(FORM + b"Content-Length: 10000000\r\nExpect: 100-continue\r\n\r\n")
    assert line.problem()[:2] == TOO_LARGE
    assert line.is_closed()


def test_chunks_that_are_not_taken_are_refused(line: Line) -> None:
    line.send(CHUNKED + (b"10000\r\n" + b"x" * 65536 + b"\r\n") * 17)
    assert line.problem()[:2] == TOO_LARGE


REFUSED = {
    "broken chunk": (CHUNKED + b"zz\r\nab\r\n", 400, "malformed_body"),
    "chunk without its end": (CHUNKED + b"2\r\nabcd\r\n0\r\n\r\n", 400, "malformed_body"),
    "line end in a header": (
        FORM + b"Idempotency-Key: ab\rcd\r\n\r\n", 400, "malformed_header",
    ),
    "header over two lines": (
        FORM + b"Idempotency-Key: ab\r\n cd\r\n\r\n", 400, "malformed_header",
    ),
    "header without a name": (FORM + b"secret\r\n\r\n", 400, "malformed_header"),
    "two lengths": (FORM + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n", 400,
                    "malformed_header"),
    "length and chunks": (
        FORM + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400, "malformed_header",
    ),
    "no such coding": (FORM + b"Transfer-Encoding: tea\r\n\r\n", 501,
                       "unsupported_transfer_coding"),
    "not HTTP": (b"secret\r\n\r\n", 400, "malformed"),
    "bare line feed": (b"GET / HTTP/1.1\n", 400, "malformed"),
    "long address": (b"GET /" + b"x" * 9000, 414, "address_too_long"),
    "many headers": (GET[:-2] + b"A: b\r\n" * 200 + b"\r\n", 431, "headers_too_large"),
    "long head": (GET[:-2] + (b"A: " + b"x" * 8000 + b"\r\n") * 9, 431, "headers_too_large"),
    "another expectation": (FORM + b"Expect: tea\r\n\r\n", 417, "expectation_failed"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_answered_by_its_problem(line: Line, case: str) -> None:
    sent, status, slug = REFUSED[case]
    assert line.send(sent).problem()[:2] == (status, slug)
    assert line.is_closed()


def test_the_header_that_is_wrong_is_named(line: Line) -> None:
    line.send(FORM + b"Idempotency-Key: ab\rcd\r\n\r\n")
    assert "Idempotency-Key" in line.problem()[2]


@pytest.mark.parametrize("sent", [length(5) + b"abc", CHUNKED + b"5\r\nabc", FORM])
def test_a_request_that_ends_too_early_is_answered(line: Line, sent: bytes) -> None:
    line.send(sent).line.shutdown(socket.SHUT_WR)
    assert line.problem()[:2] == (400, "incomplete")


def test_a_stop_answers_the_request_whose_beginning_came(serve: Callable[..., Gunicorn]) -> None:
    server = serve(LARGE, KERMESSE_WEB_WORKERS="1")
    line = Line(server.port)
    assert line.send(GET).answer()[2] == b"done"
    line.send(length(4) + b"ab")
    worker = server.workers()[0]
    server.process.send_signal(signal.SIGTERM)
    until(lambda: not has_listener(worker))
    status, headers, body = line.send(b"cd").answer()
    assert (status, headers["connection"], body) == (200, "close", b"4")
    assert server.process.wait(20) == 0


def test_a_stop_answers_those_that_were_connected_and_not_accepted(
    serve: Callable[..., Gunicorn],
) -> None:
    server = serve(LARGE, KERMESSE_WEB_WORKERS="1")
    assert Line(server.port).send(GET).answer()[2] == b"done"
    worker = server.workers()[0]
    worker.send_signal(signal.SIGSTOP)
    waiting = [Line(server.port).send(GET) for _ in range(30)]
    server.process.send_signal(signal.SIGTERM)
    until(lambda: "Handling signal: term" in server.errors.read_text())
    worker.send_signal(signal.SIGCONT)
    assert [line.answer()[2] for line in waiting] == [b"done"] * 30


def test_a_stop_sends_the_rest_of_an_answer(serve: Callable[..., Gunicorn]) -> None:
    server = serve(LARGE, KERMESSE_WEB_WORKERS="1")
    line = Line(server.port)
    line.line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
    line.send(GET.replace(b"quick", b"large"))
    assert line.read.peek(1)
    worker = server.workers()[0]
    server.process.send_signal(signal.SIGTERM)
    until(lambda: not has_listener(worker))
    assert line.answer()[2] == bytes(range(250)) * 16_000
    assert server.process.wait(20) == 0


def has_listener(worker: psutil.Process) -> bool:
    return any(each.status == psutil.CONN_LISTEN for each in worker.net_connections("tcp"))
