"""Webhooks: signed as Stripe signs them, sent until they are taken, at least once."""

import hashlib
import hmac
import json
import threading
from collections.abc import Callable

import requests
import structlog

from shared.clock import Clock
from stack.standins.payments.book import Book
from stack.standins.payments.faults import Faults

MOST_TRIES = 20
LONGEST_WAIT = 60
IDLE = 0.2
Post = Callable[[str, bytes, str], int]
log = structlog.get_logger(__name__)


def signature(body: bytes, secret: str, at: int) -> str:
    """Return the header `Stripe-Signature`."""
    mac = hmac.new(secret.encode(), b"%d." % at + body, hashlib.sha256)
    return f"t={at},v1={mac.hexdigest()}"


def post(url: str, body: bytes, signed: str) -> int:
    """Send a webhook; return the status, 0 where nobody answers."""
    headers = {"Content-Type": "application/json", "Stripe-Signature": signed}
    try:
        return requests.post(url, data=body, headers=headers, timeout=10).status_code
    except requests.RequestException:
        return 0


class Deliveries:
    """What is to be sent; `run` sends it in a thread, tests send by hand."""

    def __init__(self, book: Book, faults: Faults, clock: Clock, send: Post = post) -> None:
        self._book, self._faults, self._clock, self._send = book, faults, clock, send
        self._ended = threading.Event()

    def run(self) -> None:
        """Send what is due until `end`."""
        while not self._ended.wait(IDLE):
            self.send_due()

    def end(self) -> None:
        """Let `run` return."""
        self._ended.set()

    def send_due(self) -> int:
        """Send what is due now, in order unless told otherwise; return how many were taken."""
        now = self._clock.now().timestamp()
        due = self._book.rows(
            "SELECT d.place, d.event, d.url, d.tries, e.secret FROM deliveries d "
            "JOIN endpoints e USING (url) WHERE d.done = 0 AND d.due <= ? ORDER BY d.place",
            now,
        )
        if len(due) > 1 and self._faults.take("webhooks_reordered") is not None:
            due.reverse()
        return sum(self._deliver(*each, now=now) for each in due)

    def _deliver(
        self, place: int, event: str, url: str, tries: int, secret: str, *, now: float
    ) -> bool:
        body = json.dumps(self._book.get("event", event)).encode()
        status = self._send(url, body, signature(body, secret, int(now)))
        if taken := 200 <= status < 300:
            self._book.rows("UPDATE deliveries SET done = 1 WHERE place = ?", place)
            return taken
        log.warning("webhook_not_taken", webhook=event, status=status)
        wait = min(2**tries, LONGEST_WAIT)
        self._book.rows(
            "UPDATE deliveries SET tries = ?, due = ?, done = ? WHERE place = ?",
            tries + 1,
            now + wait,
            -1 if tries + 1 >= MOST_TRIES else 0,
            place,
        )
        return False
