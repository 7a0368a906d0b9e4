"""gunicorn finishes what it began, refuses to start without its settings, and counts together."""

import re
import signal
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from shared.webapp.figures import KINDS, ROOM
from tests.shared.webapp.served import SERVICE, Gunicorn, until

pytestmark = pytest.mark.processes

POSTED = SERVICE.replace(
    """@things.get("/quick")""",
    """@things.post("/quick")""",
)

REFUSING = """
import os
from shared.settings import CommonSettings, exit_on_setting_error, load

with exit_on_setting_error():
    settings = load(CommonSettings, os.environ)
"""


def test_it_listens_on_the_loopback(serve: Callable[..., Gunicorn]) -> None:
    server = serve()
    assert server.address.startswith("http://127.0.0.1:")
    assert requests.get(f"{server.address}/livez", timeout=10).status_code == 200


def test_a_stop_finishes_what_was_begun(serve: Callable[..., Gunicorn], tmp_path: Path) -> None:
    server = serve()
    answers: list[str] = []
    address = f"{server.address}/api/v1/slow"
    asking = threading.Thread(target=lambda: answers.append(requests.get(address, timeout=20).text))
    asking.start()
    until((tmp_path / "begun").exists)
    stopped = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    until(lambda: "Handling signal: term" in server.errors.read_text())
    (tmp_path / "go").touch()
    assert server.process.wait(10) == 0
    assert time.monotonic() - stopped < 5
    asking.join()
    assert answers == ["finished"]


def test_an_idle_connection_does_not_hold_a_stop_up(serve: Callable[..., Gunicorn]) -> None:
    server = serve()
    with requests.Session() as session:
        assert session.get(f"{server.address}/api/v1/quick", timeout=10).text == "done"
        stopped = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(10) == 0
    assert time.monotonic() - stopped < 5


def test_a_request_without_end_does_not_hold_a_stop_up(
    serve: Callable[..., Gunicorn], tmp_path: Path
) -> None:
    server = serve()
    address = f"{server.address}/api/v1/slow"

    def ask() -> None:
        with pytest.raises(requests.ConnectionError):
            requests.get(address, timeout=20)

    asking = threading.Thread(target=ask)
    asking.start()
    until((tmp_path / "begun").exists)
    stopped = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    server.process.wait(10)
    assert time.monotonic() - stopped < 5
    asking.join()


def test_a_missing_setting_ends_the_server_and_is_named(serve: Callable[..., Gunicorn]) -> None:
    server = serve(REFUSING)
    assert server.process.wait(15) == 2
    assert "kermesse: KERMESSE_TOKEN_PUBLIC_KEY is missing" in server.errors.read_text()
    assert "Traceback" not in server.errors.read_text()


def test_a_malformed_setting_of_the_server_is_named(serve: Callable[..., Gunicorn]) -> None:
    server = serve(KERMESSE_WEB_WORKERS="many")
    assert server.process.wait(15) == 2
    assert "kermesse: KERMESSE_WEB_WORKERS is malformed" in server.errors.read_text()


def test_a_port_that_is_taken_ends_the_server_and_is_named_with_whom_it_failed(
    serve: Callable[..., Gunicorn],
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        server = serve(KERMESSE_PORT=str(port))
        assert server.process.wait(15) == 2
    said = server.errors.read_text()
    assert re.search(
        rf"kermesse: KERMESSE_PORT: \S+:app cannot listen at 127\.0\.0\.1:{port}: Address", said
    )
    assert "Traceback" not in said


def test_figures_are_those_of_all_workers(serve: Callable[..., Gunicorn], tmp_path: Path) -> None:
    figures = tmp_path / "figures"
    figures.mkdir()
    (figures / "counter_1.db").write_bytes(b"left over from another life")
    server = serve(KERMESSE_WEB_WORKERS="2", PROMETHEUS_MULTIPROC_DIR=str(figures))
    asked = 0

    def ask_until_both_have_answered() -> bool:
        nonlocal asked
        for _ in range(20):
            assert requests.get(f"{server.address}/api/v1/quick", timeout=10).ok
            asked += 1
        return len(list(figures.glob("counter_*.db"))) >= 2

    def counted() -> float:
        page = requests.get(f"{server.address}/metrics", timeout=10).text
        line = next(each for each in page.splitlines() if 'route="/api/v1/quick",s' in each)
        return float(line.rpartition(" ")[2])

    until(ask_until_both_have_answered)
    assert counted() == asked
    killed = server.workers()[0]
    killed.kill()
    until(lambda: len([w for w in server.workers() if w.pid != killed.pid]) == 2)
    assert counted() == asked
    assert {path.name.rpartition("_")[0] for path in figures.glob("*.db")} == set(KINDS)
    assert all((figures / f"{kind}_{killed.pid}.db").stat().st_size < ROOM for kind in KINDS)


FORMS = SERVICE.replace(
    """@things.get("/quick")""",
    """@things.post("/file")
@raw_body
@open_to_all
def file():
    from flask import request
    request.max_content_length = 3_000_000
    return str(len(request.get_data()))


@things.get("/quick")""",
) + (
    """app.config["kermesse.larger_bodies"] = lambda method, path, cookies: """
    """3_000_000 * (path == "/api/v1/file")\n"""
)


def test_one_form_may_be_larger_than_the_application_takes(
    serve: Callable[..., Gunicorn],
) -> None:
    server = serve(FORMS)
    for size, status in ((3_000_000, 200), (3_000_001, 413)):
        answer = requests.post(f"{server.address}/api/v1/file", data=b"x" * size, timeout=20)
        assert answer.status_code == status
        if status == 200:
            assert answer.text == str(size)


REFUSED = (
    b"GET  /confirm/SECRET?email=claire@maison.org HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nCookie secret=claire@maison.org\r\n\r\n",
    b"POST /api/v1/quick HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"claire@maison.org\r\n\r\n",
    b"POST /api/v1/quick HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: claire@maison.org\r\n\r\n",
)


@pytest.mark.parametrize(
    ("sent", "status"),
    list(zip(REFUSED, (b"400", b"400", b"400", b"501"), strict=True)),
    ids=("line", "header", "chunk", "coding"),
)
def test_what_is_refused_leaves_nothing_of_itself_in_the_log(
    serve: Callable[..., Gunicorn], sent: bytes, status: bytes
) -> None:
    server = serve(POSTED)
    host, _, port = server.address.removeprefix("http://").rpartition(":")
    with socket.create_connection((host, int(port)), timeout=10) as line:
        line.sendall(sent)
        assert line.recv(1000).split(b" ")[1] == status
    written = server.errors.read_text()
    assert "claire" not in written
    assert "SECRET" not in written
    assert "Traceback" not in written
    assert "127.0.0.1" not in written.replace(server.address, "")
