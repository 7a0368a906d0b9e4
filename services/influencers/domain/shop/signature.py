"""HMAC-SHA-256 (RFC 2104) over the instant and the very bytes of a message.

The header is `t=<seconds since 1970>,v1=<64 hexadecimal digits>`; what is signed is `<t>.<body>`.
"""

import hmac
import re
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from shared.errors import AppError, Kind

TOLERANCE = timedelta(minutes=5)
_HEADER = re.compile(r"t=([0-9]{1,11}),v1=([0-9a-f]{64})", re.ASCII)


class BadSignature(AppError):
    """The header Kermesse-Signature does not fit this body and this workspace's secret."""

    slug: ClassVar[str] = "bad_signature"
    kind: ClassVar[Kind] = Kind.UNAUTHENTICATED


class StaleSignature(AppError):
    """This was signed more than five minutes ago, or ahead: set the clock, sign again, send."""

    slug: ClassVar[str] = "stale_signature"
    kind: ClassVar[Kind] = Kind.UNAUTHENTICATED


def signed(raw: bytes, secret: str, at: datetime) -> str:
    """Return the header for a body that is sent at an instant."""
    seconds = int(at.timestamp())
    return f"t={seconds},v1={_digest(raw, secret, str(seconds))}"


def verify(raw: bytes, header: str, secret: str, now: datetime) -> None:
    """Check a body's header. Raises `BadSignature`, or `StaleSignature`."""
    found = _HEADER.fullmatch(header.strip())
    if found is None or not hmac.compare_digest(_digest(raw, secret, found[1]), found[2]):
        raise BadSignature
    if abs(now - datetime.fromtimestamp(int(found[1]), UTC)) > TOLERANCE:
        raise StaleSignature


def _digest(raw: bytes, secret: str, seconds: str) -> str:
    return hmac.digest(secret.encode(), seconds.encode() + b"." + raw, "sha256").hex()
