"""Wrapping by AES-256-GCM (NIST SP 800-38D), each secret bound to what it is for.

A wrapped secret that is moved to another thing, or to another use, does not open. Destroying the
wrapped bytes destroys the secret.
"""

import os
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12


class SecretNotOpened(Exception):
    """These bytes were not wrapped by this key for this purpose."""


class SecretWrapper:
    """Wraps secrets for storage under one 32-byte key."""

    def __init__(self, key: bytes, random: Callable[[int], bytes] = os.urandom) -> None:
        """Raises `ValueError` when the key has not 32 bytes."""
        if len(key) != KEY_BYTES:
            raise ValueError(f"a wrapping key has {KEY_BYTES} bytes")
        self._cipher = AESGCM(key)
        self._random = random

    def wrap(self, secret: bytes, *purpose: str) -> bytes:
        """Return nonce and ciphertext; `purpose` (workspace, thing, use) must be given again."""
        nonce = self._random(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, secret, _bound_to(purpose))

    def unwrap(self, wrapped: bytes, *purpose: str) -> bytes:
        """Return the secret. Raises `SecretNotOpened`."""
        nonce, sealed = wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, sealed, _bound_to(purpose))
        except (InvalidTag, ValueError) as error:
            raise SecretNotOpened from error


def _bound_to(purpose: tuple[str, ...]) -> bytes:
    return "\x1f".join(purpose).encode()
