"""A beacon for tests and the demo: drand's HTTP interface, one round a second, a public secret.

Anyone can compute its rounds in advance, so draws on it say "test beacon: no public proof".
"""

import hashlib
import json
import threading
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import lru_cache
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from services.contests.adapters.bls import sign_bls
from services.contests.domain.beacon import SCHEME, TEST, round_message
from shared.clock import Clock

SECRET = hashlib.sha256(b"kermesse test beacon").digest()
StartResponse = Callable[[str, list[tuple[str, str]]], Any]


@lru_cache(maxsize=4096)
def sign_round(number: int) -> bytes:
    """Return the test chain's signature of a round (G1, compressed, 48 bytes)."""
    return sign_bls(SECRET, round_message(number))


class TestBeacon:
    """A WSGI application that never answers a round before its time by `clock`.

    Its faults, for tests: `late_by` seconds; `shifted` answers with the signature of another round
    under the number that was asked; after `fall_silent` requests wait until `speak`.
    """

    __test__ = False

    def __init__(self, clock: Clock, *, late_by: float = 0, shifted: int = 0) -> None:
        self._clock = clock
        self.late_by = late_by
        self.shifted = shifted
        self._heard = threading.Event()
        self._heard.set()

    def fall_silent(self) -> None:
        """Leave every request without an answer until `speak`."""
        self._heard.clear()

    def speak(self) -> None:
        """Answer again."""
        self._heard.set()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer `/health`, `/{chain}/info`, `/{chain}/public/{round}` and `…/latest`."""
        self._heard.wait()
        status, answer = self._answer(environ.get("PATH_INFO", "").strip("/").split("/"))
        body = json.dumps(answer).encode()
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
        start_response(status, headers)
        return [body]

    def _answer(self, path: list[str]) -> tuple[str, dict[str, Any]]:
        match path:
            case ["health"]:
                return "200 OK", {"status": "ok"}
            case [TEST.hash, "info"]:
                return "200 OK", info()
            case [TEST.hash, "public", "latest"]:
                return self._round(self._latest())
            case [TEST.hash, "public", number] if number.isdecimal() and len(number) < 16:
                return self._round(int(number))
        return "404 Not Found", {"error": "there is nothing at this address"}

    def _latest(self) -> int:
        past = self._clock.now() - timedelta(seconds=self.late_by)
        return int((past - TEST.time_of(1)) // timedelta(seconds=TEST.period)) + 1

    def _round(self, number: int) -> tuple[str, dict[str, Any]]:
        if number < 1:
            return "404 Not Found", {"error": "rounds count from 1"}
        if number > self._latest():
            return "425 Too Early", {"error": "this round is not published yet"}
        signature = sign_round(number + self.shifted)
        randomness = hashlib.sha256(signature).hexdigest()
        return "200 OK", {
            "round": number,
            "randomness": randomness,
            "signature": signature.hex(),
        }


def info() -> dict[str, Any]:
    """Return what drand tells of a chain."""
    return {
        "public_key": TEST.public_key,
        "period": TEST.period,
        "genesis_time": TEST.genesis,
        "hash": TEST.hash,
        "schemeID": SCHEME,
        "metadata": {"beaconID": TEST.name},
    }


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _QuietHandler(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base names it
        """Say nothing: a line for each round asked helps nobody."""


def server(beacon: TestBeacon, port: int, host: str = "127.0.0.1") -> WSGIServer:
    """Return an HTTP server of this beacon, bound but not serving; port 0 takes a free one."""
    return make_server(host, port, beacon, server_class=_Server, handler_class=_QuietHandler)
