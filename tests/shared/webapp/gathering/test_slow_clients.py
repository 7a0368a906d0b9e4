"""Clients that send or read by drops keep nobody waiting; what keeps the rate is not cut."""

import json
import socket
import time
from collections.abc import Callable

import pytest

from tests.harness.drips import ATTACKERS, OTHERS, Drips, body, delays, head, whole
from tests.harness.waiting import until
from tests.shared.webapp.served import LARGE, Gunicorn

pytestmark = [pytest.mark.processes, pytest.mark.slow]

OPENINGS = {
    "heads": head("/api/v1/quick"),
    "bodies": body("/api/v1/form"),
    "readers": whole("/api/v1/large"),
}


@pytest.mark.parametrize("kind", OPENINGS)
def test_twice_as_many_drips_as_threads_keep_nobody_waiting(
    serve: Callable[..., Gunicorn], kind: str
) -> None:
    port = serve(LARGE).port
    with Drips(port, 32, [OPENINGS[kind]]) as drips:
        until(lambda: drips.turns > 2, 60, "the drips' turns")
        assert delays(port, "/api/v1/quick", 30)[-1] < 1.0


def test_a_client_that_does_not_close_keeps_nobody_waiting(serve: Callable[..., Gunicorn]) -> None:
    port = serve(KERMESSE_WEB_WORKERS="1").port
    last = b"GET /api/v1/quick HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    left = [socket.create_connection(("127.0.0.1", port)) for _ in range(5)]
    for line in left:
        line.sendall(last)
    # Each of them would hold the loop up for two seconds, where it waited for their end.
    assert delays(port, "/api/v1/quick", 20)[-1] < 1.0
    for line in left:
        line.close()


def test_one_network_holds_a_sixteenth_of_the_connections_and_no_more(
    serve: Callable[..., Gunicorn],
) -> None:
    server = serve(LARGE, KERMESSE_WEB_WORKERS="1")
    with Drips(server.port, 400, [body("/api/v1/form")]) as drips:
        until(lambda: drips.turns > 2, 60, "the drips' turns")
        # One that is refused is counted for the moment in which it is closed.
        until(lambda: held_by(server, ATTACKERS) == 256, 60, "the network's share")
        assert delays(server.port, "/api/v1/quick", 20)[-1] < 1.0
    told = server.errors.read_text()
    assert "refused to networks that hold too many" in told
    assert ATTACKERS not in told


def test_two_thousand_connections_that_ask_again_and_again_keep_nobody_waiting(
    serve: Callable[..., Gunicorn],
) -> None:
    server = serve(LARGE, KERMESSE_WEB_WORKERS="1")
    asked = whole("/api/v1/listing")
    with Drips(server.port, 2000, [asked], drop=asked) as crowd:
        until(lambda: crowd.turns > 2, 60, "the crowd's turns")
        assert delays(server.port, "/api/v1/quick", 100)[-1] < 1.0
    assert "refused to networks that hold too many" in server.errors.read_text()


def test_behind_a_proxy_all_share_its_address(serve: Callable[..., Gunicorn]) -> None:
    server = serve(LARGE, KERMESSE_WEB_WORKERS="1", KERMESSE_TRUSTED_PROXIES="1")
    with Drips(server.port, 400, [body("/api/v1/form")]) as drips:
        until(lambda: drips.turns > 2, 60, "the drips' turns")
        assert held_by(server, ATTACKERS) == 400
        assert delays(server.port, "/api/v1/quick", 20, ATTACKERS)[-1] < 1.0


def held_by(server: Gunicorn, address: str) -> int:
    """Return how many connections a server has from an address."""
    return sum(
        bool(each.raddr) and each.raddr.ip == address
        for worker in server.workers()
        for each in worker.net_connections("tcp")
    )


def test_an_upload_that_keeps_the_rate_ends_well_where_those_below_it_go(
    serve: Callable[..., Gunicorn],
) -> None:
    # 600 files: 172 connections; from 138 on room is short.
    server = serve(LARGE, files=600, KERMESSE_WEB_WORKERS="1")
    sources = [f"127.0.7.{number}" for number in range(1, 21)]
    sent = b"POST /api/v1/form HTTP/1.1\r\nHost: x\r\nContent-Length: 50000\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), 60, (OTHERS, 0)) as upload:
        upload.sendall(sent)
        with Drips(server.port, 400, [body("/api/v1/form")], sources):
            for _ in range(50):
                upload.sendall(b"x" * 1000)
                time.sleep(0.5)
            assert upload.recv(1000).endswith(b"50000")
            assert delays(server.port, "/api/v1/quick", 20)[-1] < 1.0


def test_who_is_too_slow_is_told_so(serve: Callable[..., Gunicorn]) -> None:
    server = serve(LARGE, files=600, KERMESSE_WEB_WORKERS="1")
    with socket.create_connection(("127.0.0.1", server.port), 60, (OTHERS, 0)) as slow:
        slow.sendall(body("/api/v1/form"))
        sources = [f"127.0.7.{number}" for number in range(1, 21)]
        with Drips(server.port, 400, [body("/api/v1/form")], sources):
            answer = slow.recv(4000)
    head_, _, document = answer.partition(b"\r\n\r\n")
    assert head_.startswith(b"HTTP/1.1 408 ")
    assert b"application/problem+json" in head_
    assert json.loads(document)["slug"] == "too_slow"
