"""The beacon's client, against real HTTP servers on this machine."""

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import urllib3

from services.contests.adapters.beacon import BeaconClient, verify_signature
from services.contests.domain.beacon import (
    QUICKNET,
    TEST,
    BeaconLate,
    BeaconLied,
    BeaconUnavailable,
)
from shared.clock import ManualClock
from shared.errors import Kind
from stack.beacon import TestBeacon, server, sign_round
from tests.contests.certificates import ROUND_123

LATER = ManualClock(QUICKNET.time_of(1000))
NOBODY = "http://127.0.0.1:9"


@contextmanager
def answering(status: int, body: bytes) -> Iterator[tuple[str, list[str]]]:
    """Serve one answer to every GET; yield the address and the paths that were asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    with serving(running):
        yield f"http://127.0.0.1:{running.server_port}", asked


@contextmanager
def serving(running):
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield running
    finally:
        running.shutdown()
        running.server_close()
        thread.join()


def round_answer(number: int, signature: bytes = ROUND_123) -> bytes:
    return json.dumps({"round": number, "signature": signature.hex()}).encode()


def client(*urls: str, chain=QUICKNET, clock=LATER, patience: float = 5.0) -> BeaconClient:
    return BeaconClient(urls, chain, clock, urllib3.PoolManager(), patience)


def test_round_123_of_quicknet_is_fetched_and_verified():
    with answering(200, round_answer(123)) as (url, asked):
        assert client(url).fetch(123) == ROUND_123
    assert asked == [f"/{QUICKNET.hash}/public/123"]


def test_its_signature_is_refused_as_round_124():
    with answering(200, round_answer(124)) as (url, _), pytest.raises(BeaconUnavailable) as raised:
        client(url).fetch(124)
    assert "not the signature of round 124" in raised.value.detail
    assert raised.value.kind is Kind.UNAVAILABLE


def test_a_round_is_never_asked_before_its_time():
    clock = ManualClock(QUICKNET.time_of(123) - timedelta(milliseconds=1))
    with answering(200, round_answer(123)) as (url, asked):
        with pytest.raises(BeaconLate) as raised:
            client(url, clock=clock).fetch(123)
        assert asked == []
        assert raised.value.retry_after == 1
        clock.advance(milliseconds=1)
        assert client(url, clock=clock).fetch(123) == ROUND_123


@pytest.mark.parametrize("status", [404, 425])
def test_a_round_not_there_yet_is_waited_for(status):
    with answering(status, b"{}") as (url, _), pytest.raises(BeaconLate):
        client(url).fetch(123)


def test_a_late_address_counts_more_than_a_broken_one():
    with answering(404, b"") as (url, _), pytest.raises(BeaconLate):
        client(url, NOBODY).fetch(123)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, round_answer(122)),
        (200, round_answer(123, ROUND_123[:-1] + b"\x00")),
        (200, round_answer(123, bytes(48))),
        (200, round_answer(123, b"\xc0" + bytes(47))),
        (200, round_answer(123, ROUND_123 + b"\x00")),
        (200, b'{"round":123,"signature":7}'),
        (200, b'{"round":123}'),
        (200, b"[123]"),
        (200, b"not json"),
        (200, b"\xff\xfe"),
        (200, b"[" * 4000),
        (200, b" " * 5000),
        (500, b""),
        (302, b""),
    ],
)
def test_a_false_answer_is_passed_over_for_the_next_address(status, body):
    with answering(status, body) as (bad, asked), answering(200, round_answer(123)) as (good, _):
        assert client(bad, good).fetch(123) == ROUND_123
        assert len(asked) == 1
        with pytest.raises(BeaconUnavailable):
            client(bad).fetch(123)


def test_an_address_where_nobody_listens_is_passed_over():
    with answering(200, round_answer(123)) as (url, _):
        assert client(NOBODY, url).fetch(123) == ROUND_123


def test_a_silent_address_is_given_up():
    beacon = TestBeacon(ManualClock(TEST.time_of(100)))
    beacon.fall_silent()
    with serving(server(beacon, 0)) as running:
        url, clock = f"http://127.0.0.1:{running.server_port}", ManualClock(TEST.time_of(100))
        with pytest.raises(BeaconUnavailable):
            client(url, chain=TEST, clock=clock, patience=0.2).fetch(7)
        beacon.speak()
        assert client(url, chain=TEST, clock=clock).fetch(7) == sign_round(7)


def test_the_test_beacon_is_believed_like_any_other():
    clock = ManualClock(TEST.time_of(50))
    with serving(server(TestBeacon(clock), 0)) as running:
        url = f"http://127.0.0.1:{running.server_port}/"
        assert client(url, chain=TEST, clock=clock).fetch(50) == sign_round(50)


def test_a_late_test_beacon_is_waited_for():
    clock = ManualClock(TEST.time_of(50))
    with serving(server(TestBeacon(clock, late_by=2), 0)) as running:
        late = client(f"http://127.0.0.1:{running.server_port}", chain=TEST, clock=clock)
        with pytest.raises(BeaconLate):
            late.fetch(50)
        clock.advance(seconds=2)
        assert late.fetch(50) == sign_round(50)


def test_another_rounds_valid_signature_is_a_lie():
    clock = ManualClock(TEST.time_of(50))
    with serving(server(TestBeacon(clock, shifted=1), 0)) as running:
        lying = client(f"http://127.0.0.1:{running.server_port}", chain=TEST, clock=clock)
        with pytest.raises(BeaconUnavailable):
            lying.fetch(50)


def test_a_pasted_signature_is_checked():
    pasted = f" {ROUND_123.hex()[:40].upper()}\n{ROUND_123.hex()[40:]} "
    assert client().check_pasted(123, pasted) == ROUND_123


@pytest.mark.parametrize(
    ("number", "text"), [(124, ROUND_123.hex()), (123, ""), (123, "é"), (123, "00" * 48)]
)
def test_a_wrong_paste_is_refused_as_the_persons_mistake(number, text):
    with pytest.raises(BeaconLied) as raised:
        client().check_pasted(number, text)
    assert raised.value.kind is Kind.INVALID


def test_a_paste_before_the_rounds_time_is_refused():
    early = ManualClock(QUICKNET.time_of(122))
    with pytest.raises(BeaconLate):
        client(clock=early).check_pasted(123, ROUND_123.hex())


def test_a_signature_of_one_chain_says_nothing_on_another():
    assert not verify_signature(TEST, 123, ROUND_123)


def test_checking_a_signature_leaves_the_limit_against_nested_json():
    verify_signature(QUICKNET, 123, ROUND_123)
    assert sys.getrecursionlimit() < 10_000
