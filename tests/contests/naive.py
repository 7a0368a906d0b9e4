"""The draw written a second time as plainly as its description, without any of its checks."""

import hashlib
import hmac
from typing import Any

from services.contests.domain.draw import canonical_hash


def sha(*parts: bytes) -> bytes:
    """Return the SHA-256 of the parts, one after the other."""
    return hashlib.sha256(b"".join(parts)).digest()


def tree_hash(leaves: list[bytes]) -> bytes:
    """Return the Merkle tree hash, recursively, word for word as in RFC 6962 section 2.1."""
    if len(leaves) < 2:
        return sha(b"\x00", leaves[0]) if leaves else sha()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha(b"\x01", tree_hash(leaves[:half]), tree_hash(leaves[half:]))


def summary_of(lines: list[str]) -> tuple[str, int]:
    """Return root and total weight of any lines, right or wrong."""
    weight = sum(int(line.split("|")[1]) for line in lines)
    return tree_hash([line.encode() for line in lines]).hex(), weight


def order_of(lines: list[str], signature: bytes, seal: str) -> list[str]:
    """Return every ref by rank."""
    prk = hmac.new(b"", sha(signature) + bytes.fromhex(seal), "sha256").digest()

    def key(line: str) -> bytes:
        ref, weight = line.split("|")
        infos = [f"{ref}#{chance}".encode() for chance in range(int(weight))]
        return min(hmac.new(prk, info + b"\x01", "sha256").digest() for info in infos)

    return [line.split("|")[0] for line in sorted(lines, key=key)]


def redrawn(forged: dict[str, Any]) -> dict[str, Any]:
    """Return a certificate whose winners follow from whatever it now holds."""
    seal = canonical_hash(forged["commitment"])
    order = order_of(forged["list"], bytes.fromhex(forged["signature"]), seal)
    prizes = forged["commitment"]["prizes"]
    index = [place for place, prize in enumerate(prizes) for _ in range(prize["count"])]
    spare = forged["commitment"]["alternates"]
    return {
        **forged,
        "winners": [
            {"ref": ref, "prize": place, "name": prizes[place]["name"]}
            for ref, place in zip(order, index, strict=False)
        ],
        "alternates": order[len(index) : len(index) + spare],
        "not_awarded": max(0, len(index) - len(order)),
    }
