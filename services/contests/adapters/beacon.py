"""The beacon from outside: fetches a round over HTTP, and believes nothing but its signature."""

import json
import time
from collections.abc import Sequence
from typing import Any

import urllib3

from services.contests.adapters.bls import SIGNATURE_BYTES, verify_bls
from services.contests.domain.beacon import (
    BeaconLate,
    BeaconLied,
    BeaconUnavailable,
    Chain,
    round_message,
)
from shared.clock import Clock

LONGEST_ANSWER = 4096
_NOT_YET = (404, 425)


def verify_signature(chain: Chain, number: int, signature: bytes) -> bool:
    """Return whether `signature` (48 bytes) is the chain's for round `number`."""
    key = bytes.fromhex(chain.public_key)
    return number >= 1 and verify_bls(key, round_message(number), signature)


class BeaconClient:
    """Rounds of one chain, from several addresses of drand's HTTP interface tried in turn."""

    def __init__(
        self,
        urls: Sequence[str],
        chain: Chain,
        clock: Clock,
        http: urllib3.PoolManager | None = None,
        patience: float = 5.0,
    ) -> None:
        """`urls` without a path behind the host part, `patience` in seconds for each address."""
        self._urls = [url.rstrip("/") for url in urls]
        self._chain = chain
        self._clock = clock
        self._http = http or urllib3.PoolManager()
        self._patience = patience

    def fetch(self, number: int) -> bytes:
        """Return the verified signature of a round.

        Raises `BeaconLate` before its time or when any address says "not yet", else
        `BeaconUnavailable` when no address gave a true answer.
        """
        self._refuse_early(number)
        late, reasons = False, []
        for url in self._urls:
            try:
                return self._verified(number, self._ask(url, number))
            except BeaconLate:
                late = True
            except (BeaconLied, urllib3.exceptions.HTTPError, OSError) as error:
                reasons.append(f"{url}: {error}")
        if late:
            raise BeaconLate(retry_after=self._chain.period)
        raise BeaconUnavailable("; ".join(reasons), retry_after=self._chain.period)

    def check_pasted(self, number: int, text: str) -> bytes:
        """Return the verified signature that a person pasted, in hexadecimal.

        Raises `BeaconLate` before the round's time, `BeaconLied` when it is not that round's.
        """
        self._refuse_early(number)
        return self._verified(number, _signature_in({"signature": "".join(text.split()).lower()}))

    def _refuse_early(self, number: int) -> None:
        wait = (self._chain.time_of(number) - self._clock.now()).total_seconds()
        if wait > 0:
            raise BeaconLate(retry_after=int(wait) + 1)

    def _verified(self, number: int, signature: bytes) -> bytes:
        if not verify_signature(self._chain, number, signature):
            raise BeaconLied(f"this is not the signature of round {number}")
        return signature

    def _ask(self, url: str, number: int) -> bytes:
        answer = self._http.request(
            "GET",
            f"{url}/{self._chain.hash}/public/{number}",
            timeout=urllib3.Timeout(total=self._patience),
            retries=False,
            redirect=False,
            preload_content=False,
        )
        try:
            if answer.status in _NOT_YET:
                raise BeaconLate
            if answer.status != 200:
                raise BeaconLied(f"status {answer.status}")
            return _signature_of(number, self._body(answer))
        finally:
            answer.close()

    def _body(self, answer: urllib3.BaseHTTPResponse) -> bytes:
        """Read a short answer: a server that drips or floods is left alone."""
        body, deadline = b"", time.monotonic() + self._patience
        while piece := answer.read1(LONGEST_ANSWER):
            body += piece
            if len(body) > LONGEST_ANSWER or time.monotonic() > deadline:
                raise BeaconLied("the answer is too long or too slow")
        return body


def _signature_of(number: int, body: bytes) -> bytes:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BeaconLied("the answer is not JSON") from error
    if not isinstance(answer, dict) or answer.get("round") != number:
        raise BeaconLied(f"the answer is not for round {number}")
    return _signature_in(answer)


def _signature_in(answer: dict[str, Any]) -> bytes:
    try:
        signature = bytes.fromhex(answer["signature"])
    except (KeyError, TypeError, ValueError) as error:
        raise BeaconLied("there is no hexadecimal signature") from error
    if len(signature) != SIGNATURE_BYTES:
        raise BeaconLied(f"a signature has {SIGNATURE_BYTES} bytes")
    return signature
