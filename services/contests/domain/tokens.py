"""Tokens of links in mails: 128 bits, one purpose each, stored as hashes alone.

A token is derived from a key of its contest, so that whoever writes a mail later can write the
link again without the token ever being stored.
"""

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

CONFIRM = "confirm"
MANAGE = "manage"
CLAIM = "claim"
UNSUBSCRIBE = "unsubscribe"
LENGTH = 22


def token_of(key: bytes, purpose: str, subject: str) -> str:
    """Return the token of `purpose` for `subject` (an entry's id): 22 URL-safe characters."""
    mac = hmac.digest(key, f"token\x1f{purpose}\x1f{subject}".encode(), "sha256")
    return urlsafe_b64encode(mac).decode()[:LENGTH]


def token_hash(token: str) -> str:
    """Return what is stored of a token: its SHA-256, 64 hexadecimal characters."""
    return hashlib.sha256(token.encode()).hexdigest()


def request_hash(key: bytes, form: Mapping[str, Any]) -> str:
    """Return what is stored of a form to know its repeat: keyed, as it holds an address."""
    written = json.dumps(form, sort_keys=True, ensure_ascii=False).encode()
    return hmac.digest(key, b"request\x1f" + written, "sha256").hex()
