"""A web server for one test: gunicorn as every web process runs it, with a small application."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from resource import RLIMIT_NOFILE, setrlimit

import psutil

ROOT = Path(__file__).parents[3]

SERVICE = """
import time
from pathlib import Path
from resource import RLIMIT_NOFILE, setrlimit

from flask_smorest import Blueprint
from prometheus_client import CollectorRegistry

from shared.auth import TokenVerifier, public_key_of
from shared.clock import SystemClock
from shared.webapp import create_app, open_to_all, raw_body

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
    registry=CollectorRegistry(),
)
"""

LARGE = SERVICE.replace(
    '@things.get("/quick")',
    """
@things.get("/large")
@open_to_all
def large():
    return bytes(range(250)) * 16_000


@things.post("/form")
@raw_body
@open_to_all
def form():
    from flask import request
    return str(len(request.get_data()))


@things.post("/unread")
@raw_body
@open_to_all
def unread():
    return "unread"


@things.get("/listing")
@open_to_all
def listing():
    time.sleep(0.05)
    return "listed"


@things.get("/broken")
@open_to_all
def broken():
    from flask import Response

    def pieces():
        yield b"begun"
        raise OSError("the rest is lost")

    return Response(pieces())


@things.get("/quick")""",
)


def until(condition: Callable[[], object], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "what was waited for did not come"
        time.sleep(0.01)


class Gunicorn:
    """A server of its own for one test; `address` is known when it listens.

    `files` is how many the system lets it open, where that is not what it lets the tests.
    """

    def __init__(self, folder: Path, source: str, *, files: int = 0, **environ: str) -> None:
        (folder / "things_service.py").write_text(source)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("KERMESSE_", "PROM"))}
        self.errors = folder / "errors"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "python:shared.webapp.serving",
             "--log-level", "info", "things_service:app"],
            cwd=ROOT,
            env=kept | {"PYTHONPATH": f"{folder}:{ROOT}", "KERMESSE_PORT": "0"} | environ,
            stderr=self.errors.open("w"),
            preexec_fn=(lambda: setrlimit(RLIMIT_NOFILE, (files, files))) if files else None,
        )  # fmt: skip

    @property
    def address(self) -> str:
        def listening() -> re.Match[str] | None:
            return re.search(r"Listening at: (http://\S+)", self.errors.read_text())

        until(listening)
        found = listening()
        assert found
        return found.group(1)

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    def workers(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children()

    def end(self) -> None:
        if self.process.poll() is None:
            for process in [*self.workers(), self.process]:
                process.kill()
            self.process.wait()
