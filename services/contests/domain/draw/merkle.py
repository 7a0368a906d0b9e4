"""The Merkle tree hash of RFC 6962 (section 2.1), computed while the leaves pass by."""

import hashlib


class MerkleTree:
    """Keeps one hash for each power of two in the number of leaves: memory grows with its log."""

    def __init__(self) -> None:
        self._peaks: list[bytes] = []
        self._size = 0

    def add(self, leaf: bytes) -> None:
        """Take the next leaf, as data: it is hashed here behind the byte 0x00."""
        node = hashlib.sha256(b"\x00" + leaf).digest()
        size = self._size
        while size & 1:
            node = _parent(self._peaks.pop(), node)
            size >>= 1
        self._peaks.append(node)
        self._size += 1

    def root(self) -> bytes:
        """Return the tree's hash, 32 bytes; that of no leaf is the SHA-256 of nothing."""
        if not self._peaks:
            return hashlib.sha256(b"").digest()
        *left, root = self._peaks
        for peak in reversed(left):
            root = _parent(peak, root)
        return root


def _parent(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
