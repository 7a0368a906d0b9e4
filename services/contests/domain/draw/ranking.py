"""Who comes first: HKDF (RFC 5869) over the beacon's randomness and the seal, then the least key.

An entry of weight w has w chances: the minimum of w independent uniform keys wins as often as w
entries of weight one would (the "exponential clocks" argument of Efraimidis and Spirakis, 2006).
"""

import hashlib
import heapq
import hmac
from collections.abc import Iterable


def randomness_of(signature: bytes) -> bytes:
    """Return the randomness of a round: the SHA-256 of its signature, 32 bytes."""
    return hashlib.sha256(signature).digest()


def prk_of(signature: bytes, seal: str) -> bytes:
    """Return HKDF-Extract with an empty salt over randomness and the seal's 32 raw bytes."""
    material = randomness_of(signature) + bytes.fromhex(seal)
    return hmac.digest(b"", material, "sha256")


def rank_key(prk: bytes, ref: str, weight: int) -> bytes:
    """Return an entry's key: the least of HKDF-Expand(prk, `ref#i`, 32) for i from 0 to weight - 1.

    For 32 bytes HKDF-Expand is one HMAC of its info and the byte 0x01.
    """
    return min(
        hmac.digest(prk, b"%s#%d\x01" % (ref.encode(), chance), "sha256")
        for chance in range(weight)
    )


def first_ranks(prk: bytes, entries: Iterable[tuple[str, int]], count: int) -> list[str]:
    """Return the refs of the first `count` ranks (fewer when there are fewer entries).

    Takes (ref, weight) pairs as they stream: memory grows with `count` alone.
    """
    keys = ((rank_key(prk, ref, weight), ref) for ref, weight in entries)
    return [ref for _, ref in heapq.nsmallest(count, keys)]
