"""gunicorn finishes what it began, refuses to start without its settings, and counts together."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
import requests

from shared.webapp.figures import KINDS, ROOM

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.processes

SERVICE = """
import time
from pathlib import Path

from flask_smorest import Blueprint
from prometheus_client import CollectorRegistry

from shared.auth import TokenVerifier, public_key_of
from shared.clock import SystemClock
from shared.webapp import create_app, open_to_all

things = Blueprint("things", "things")
here = Path(__file__).parent


@things.get("/slow")
@open_to_all
def slow():
    (here / "begun").touch()
    deadline = time.monotonic() + 30
    while not (here / "go").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    return "finished"


@things.get("/quick")
@open_to_all
def quick():
    return "done"


app = create_app(
    "things",
    version="1",
    verifier=TokenVerifier(public_key_of(bytes(32)), "things", SystemClock()),
    blueprints=[things],
    ready=lambda: None,
    metrics=CollectorRegistry(),
)
"""

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


def until(condition: Callable[[], object], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "what was waited for did not come"
        time.sleep(0.01)


class Gunicorn:
    """A server of its own for one test; `address` is known when it listens."""

    def __init__(self, folder: Path, source: str, **environ: str) -> None:
        (folder / "things_service.py").write_text(source)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("KERMESSE_", "PROM"))}
        self.errors = folder / "errors"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "python:shared.webapp.serving",
             "--log-level", "info", "things_service:app"],
            cwd=ROOT,
            env=kept | {"PYTHONPATH": f"{folder}:{ROOT}", "KERMESSE_PORT": "0"} | environ,
            stderr=self.errors.open("w"),
        )  # fmt: skip

    @property
    def address(self) -> str:
        def listening() -> re.Match[str] | None:
            return re.search(r"Listening at: (http://\S+)", self.errors.read_text())

        until(listening)
        found = listening()
        assert found
        return found.group(1)

    def workers(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children()

    def end(self) -> None:
        if self.process.poll() is None:
            for process in [*self.workers(), self.process]:
                process.kill()
            self.process.wait()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Gunicorn]]:
    started: list[Gunicorn] = []

    def start(source: str = SERVICE, **environ: str) -> Gunicorn:
        started.append(Gunicorn(tmp_path, source, **environ))
        return started[-1]

    yield start
    for server in started:
        server.end()


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


REFUSED = (
    b"GET  /confirm/SECRET?email=claire@maison.org HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nCookie secret=claire@maison.org\r\n\r\n",
    b"POST /api/v1/quick HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"claire@maison.org\r\n\r\n",
)


@pytest.mark.parametrize("sent", REFUSED, ids=("line", "header", "chunk"))
def test_what_is_refused_leaves_nothing_of_itself_in_the_log(
    serve: Callable[..., Gunicorn], sent: bytes
) -> None:
    server = serve(POSTED)
    host, _, port = server.address.removeprefix("http://").rpartition(":")
    with socket.create_connection((host, int(port)), timeout=10) as line:
        line.sendall(sent)
        assert line.recv(1000).split(b" ")[1] == b"400"
    written = server.errors.read_text()
    assert "claire" not in written
    assert "SECRET" not in written
    assert "127.0.0.1" not in written.replace(server.address, "")
