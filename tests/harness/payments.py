"""The payment stand-in, answering on a free port, with a clock that tests move."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import requests
from werkzeug.serving import WSGIRequestHandler, make_server

from shared.clock import ManualClock
from shared.ids import SeededIds
from stack.standins.payments import Payments, make_payments

NOW = datetime(2026, 7, 15, 12, tzinfo=UTC)
PLATFORM, CONNECT = "whsec_platform", "whsec_connect"


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002
        """Say nothing: a line that is cut is part of a test."""


@dataclass
class Provider:
    """A running stand-in. `heard` is what its webhooks said: address, body, signature."""

    url: str
    clock: ManualClock
    payments: Payments
    heard: list[tuple[str, bytes, str]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    taker: Callable[[str, bytes, str], int] | None = None

    def tell(self, path: str, **values: object) -> None:
        """Tell the stand-in something by its controls."""
        requests.post(f"{self.url}/control/{path}", json=values, timeout=10).raise_for_status()

    def book(self) -> dict[str, list[dict[str, object]]]:
        """Return the stand-in's own book."""
        return dict(requests.get(f"{self.url}/control/book", timeout=10).json())

    def hear(self, url: str, body: bytes, signature: str) -> int:
        """Take a webhook in, by `taker` where one is, or answer what `statuses` says first."""
        if self.taker is not None:
            return self.taker(url, body, signature)
        self.heard.append((url, body, signature))
        return self.statuses.pop(0) if self.statuses else 200


@contextmanager
def running_provider(path: str) -> Iterator[Provider]:
    """Yield a stand-in whose book is the file `path`, with both endpoints known."""
    clock, told = ManualClock(NOW), []
    payments = make_payments(path, clock, SeededIds(len(path)), lambda *a: told[0].hear(*a))
    server = make_server("127.0.0.1", 0, payments.app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    provider = Provider(f"http://127.0.0.1:{server.port}", clock, payments)
    told.append(provider)
    provider.tell("endpoints", url="https://us.example/platform", secret=PLATFORM, connect=False)
    provider.tell("endpoints", url="https://us.example/connect", secret=CONNECT, connect=True)
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        payments.book.close()
