"""One way to write a JSON value as bytes, so that a hash of it means something (RFC 8785)."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import rfc8785

from services.contests.domain.draw.errors import NotCanonical


def canonical(value: Any) -> bytes:
    """Return the RFC 8785 bytes of a JSON value.

    Floats are refused though the RFC has a form for them: no figure of a draw needs one, and a
    verifier in another language then needs no rule of its own. Raises `NotCanonical`.
    """
    _refuse_floats(value)
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise NotCanonical(str(error)) from error


def canonical_hash(value: Any) -> str:
    """Return the SHA-256 of the canonical bytes of `value`, 64 hexadecimal characters."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise NotCanonical(f"{value!r} is a float")
    if isinstance(value, Mapping):
        for member in value.values():
            _refuse_floats(member)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for member in value:
            _refuse_floats(member)
