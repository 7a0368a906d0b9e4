"""Identifiers and secrets are injected, so that tests can name them."""

import hashlib
import random
import secrets
import unicodedata
from typing import Protocol

from ulid import ULID

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


class IdSource(Protocol):
    """Where identifiers come from."""

    def ulid(self) -> str:
        """Return a sortable identifier of 26 lower-case characters."""
        ...

    def crockford(self, length: int) -> str:
        """Return `length` random lower-case Crockford characters (5 bits each)."""
        ...

    def secret(self, size: int) -> bytes:
        """Return `size` bytes that nobody can guess."""
        ...


class RandomIds:
    """Identifiers from the operating system's source of randomness."""

    def ulid(self) -> str:
        """Return a sortable identifier of 26 lower-case characters."""
        return str(ULID()).lower()

    def crockford(self, length: int) -> str:
        """Return `length` random lower-case Crockford characters (5 bits each)."""
        bits = secrets.randbits(5 * length)
        return "".join(CROCKFORD[bits >> 5 * place & 31] for place in range(length))

    def secret(self, size: int) -> bytes:
        """Return `size` bytes that nobody can guess."""
        return secrets.token_bytes(size)


class SeededIds:
    """Identifiers that repeat for the same seed: for tests alone."""

    def __init__(self, seed: int = 0) -> None:
        self._random = random.Random(seed)  # noqa: S311 - tests want repetition, not secrecy

    def ulid(self) -> str:
        """Return 26 characters."""
        return self.crockford(26)

    def crockford(self, length: int) -> str:
        """Return `length` characters."""
        return "".join(self._random.choice(CROCKFORD) for _ in range(length))

    def secret(self, size: int) -> bytes:
        """Return `size` bytes."""
        return self._random.randbytes(size)


def derived_id(*parts: str) -> str:
    """Return the identifier that the same `parts` always give (128 bits, hexadecimal).

    For documents that a repeat must find again, such as `event id + purpose`.
    """
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def canonical_key(text: str) -> str:
    """Return the form under which the key of a tracked link is kept and found.

    Whoever makes a link and whoever finds it agree here. Unicode's compatibility form (NFKC) in
    lower case: printed in capitals, typed with composed letters or with combining marks, it is the
    same key.
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
