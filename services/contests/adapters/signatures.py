"""Keys: Ed25519 for receipts, and the wrapping of each contest's secrets by one from outside.

A contest has secrets of its own (the seed that signs receipts, the key of its address HMACs). They
are stored wrapped by AES-256-GCM under a key from the environment, bound to what they are for:
a wrapped secret moved to another contest does not open. Destroying the wrapped bytes destroys it.
"""

import os
from collections.abc import Callable

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SEED_BYTES = 32
_NONCE_BYTES = 12


class SecretNotOpened(Exception):
    """These bytes were not wrapped by this key for this purpose."""


class ReceiptSigner:
    """Signs with the Ed25519 key of one contest."""

    def __init__(self, seed: bytes) -> None:
        """`seed` is the 32 bytes of RFC 8032, random for each contest."""
        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    @property
    def public_key(self) -> str:
        """The public key, 64 hexadecimal characters, for the frozen settings."""
        return self._key.public_key().public_bytes_raw().hex()

    def __call__(self, message: bytes) -> bytes:
        """Return the signature of `message`, 64 bytes."""
        return self._key.sign(message)


def verify_ed25519(public_key: str, message: bytes, signature: bytes) -> bool:
    """Return whether `signature` is `message`'s under a hexadecimal public key."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


class SecretWrapper:
    """Wraps secrets for storage under one 32-byte key."""

    def __init__(self, key: bytes, random: Callable[[int], bytes] = os.urandom) -> None:
        """Raises `ValueError` when the key has not 32 bytes."""
        if len(key) != 32:
            raise ValueError("the wrapping key has 32 bytes")
        self._cipher = AESGCM(key)
        self._random = random

    def wrap(self, secret: bytes, *purpose: str) -> bytes:
        """Return nonce and ciphertext; `purpose` (workspace, contest, use) must be given again."""
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
