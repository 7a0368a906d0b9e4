"""Signatures of receipts: Ed25519 (RFC 8032), by a key of each contest."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


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
