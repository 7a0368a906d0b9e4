"""Receipts as whoever holds one checks them."""

from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from services.contests.domain.draw import canonical


def receipt_holds(public_key: str, receipt: Mapping[str, Any]) -> bool:
    """Return whether the receipt was signed by the holder of `public_key` (hexadecimal)."""
    body = {name: value for name, value in receipt.items() if name != "signature"}
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
    try:
        key.verify(bytes.fromhex(receipt["signature"]), canonical(body))
    except (InvalidSignature, TypeError, ValueError):
        return False
    return True
