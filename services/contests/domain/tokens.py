"""Tokens of links in mails: 128 bits, one purpose each, stored as hashes alone.

A token is derived from a key of its contest, so that whoever writes a mail later can write the
link again without the token ever being stored.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode

CONFIRM = "confirm"
MANAGE = "manage"
CLAIM = "claim"
LENGTH = 22


def token_of(key: bytes, purpose: str, subject: str) -> str:
    """Return the token of `purpose` for `subject` (an entry's id): 22 URL-safe characters."""
    mac = hmac.digest(key, f"token\x1f{purpose}\x1f{subject}".encode(), "sha256")
    return urlsafe_b64encode(mac).decode()[:LENGTH]


def token_hash(token: str) -> str:
    """Return what is stored of a token: its SHA-256, 64 hexadecimal characters."""
    return hashlib.sha256(token.encode()).hexdigest()
