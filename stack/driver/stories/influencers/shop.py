"""A shop: tells of its orders by a webhook that it signs."""

import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import requests

from stack.driver.kit.waiting import Unexpected, expect
from stack.driver.stories.influencers.book import CURRENCY

SECONDS = 30


def amount(cents: int) -> dict[str, Any]:
    """Return an amount as the shop tells it."""
    return {"amount": cents, "currency": CURRENCY}


def sale(order: str, *lines: int, **clues: str) -> dict[str, Any]:
    """Return a sale of now; `clues` say who may have brought it."""
    return {
        "type": "sale",
        "order_id": order,
        "ordered_at": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "lines": [
            {"line_id": str(number), "amount": amount(cents)}
            for number, cents in enumerate(lines, 1)
        ],
        **clues,
    }


def refund(order: str, line: str, cents: int, name: str) -> dict[str, Any]:
    """Return a refund of a line."""
    return {
        "type": "refund",
        "order_id": order,
        "line_id": line,
        "refund_id": name,
        "amount": amount(cents),
    }


@dataclass(frozen=True)
class Shop:
    """Where it tells, of which program, and what it signs with."""

    url: str
    program: str
    secret: str

    def tell(self, parts: list[dict[str, Any]], key: str) -> dict[str, Any]:
        """Tell of sales and refunds; every part must be kept. Returns the answer."""
        body = json.dumps({"program_id": self.program, "orders": parts}).encode()
        answer = self._post(body, self._signed(body), key)
        if answer.status_code != 200:
            raise Unexpected(f"the shop was answered {answer.status_code}: {answer.text[:300]}")
        told: dict[str, Any] = answer.json()
        refused = [each for each in told["answers"] if each["state"] != "kept"]
        expect(not refused, f"the shop was refused: {refused}")
        return told

    def forge(self, parts: list[dict[str, Any]]) -> int:
        """Send what somebody else signed; return the status."""
        body = json.dumps({"program_id": self.program, "orders": parts}).encode()
        return self._post(body, self._signed(body + b" "), "forged").status_code

    def _post(self, body: bytes, signed: str, key: str) -> requests.Response:
        headers = {
            "Content-Type": "application/json",
            "Kermesse-Signature": signed,
            "Idempotency-Key": key,
        }
        return requests.post(self.url, data=body, headers=headers, timeout=SECONDS)

    def _signed(self, body: bytes) -> str:
        at = str(int(time.time()))
        mac = hmac.digest(self.secret.encode(), f"{at}.".encode() + body, hashlib.sha256)
        return f"t={at},v1={mac.hex()}"
