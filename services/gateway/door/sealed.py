"""What a page hands itself through its reader's browser: sealed, dated, for one purpose.

No cookie is needed, and nothing stands readable in an address. Whoever holds a seal can send it
again, and cannot look into it, change it, or use it for another purpose.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from services.gateway.kit.parts import parts


def seal(purpose: str, said: Mapping[str, Any]) -> str:
    """Return what `unseal` opens again, letters of a URL alone. `said` is JSON."""
    written = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    # A seal is read by its age: it may be as old as the clock that every page goes by says.
    now = int(parts().clock.now().timestamp())
    return _keys(purpose).encrypt_at_time(written, now).decode().rstrip("=")


def unseal(purpose: str, text: str, within: timedelta) -> dict[str, Any] | None:
    """Return what was sealed for this purpose within this time, else None."""
    now = int(parts().clock.now().timestamp())
    padded = text.encode("ascii", "replace") + b"=" * (-len(text) % 4)
    try:
        opened = _keys(purpose).decrypt_at_time(padded, int(within.total_seconds()), now)
    except InvalidToken:
        return None
    found: dict[str, Any] = json.loads(opened)
    return found


def _keys(purpose: str) -> MultiFernet:
    return _made(purpose, (parts().secret_key, *parts().secret_key_fallbacks))


@lru_cache(maxsize=16)
def _made(purpose: str, secrets: tuple[str, ...]) -> MultiFernet:
    digests = (sha256(f"seal\n{purpose}\n{secret}".encode()).digest() for secret in secrets)
    return MultiFernet([Fernet(urlsafe_b64encode(digest)) for digest in digests])
