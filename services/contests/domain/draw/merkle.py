"""The Merkle tree hash of RFC 6962 (section 2.1), computed while the leaves pass by."""

import hashlib
from collections.abc import Iterable
from itertools import count


class MerkleTree:
    """Keeps one node at most for each level, whose sibling has not come: memory grows with the log.

    `_alone[level]` is that node, b"" where every node of the level has its sibling.
    """

    def __init__(self) -> None:
        self._alone: list[bytes] = []

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Take the next leaves, as data: each is hashed here behind the byte 0x00."""
        sha256 = hashlib.sha256
        nodes = [sha256(b"\x00" + leaf).digest() for leaf in leaves]
        for level in count():
            if not nodes:
                return
            nodes = self._paired(level, nodes)
            pairs = zip(nodes[::2], nodes[1::2], strict=True)
            nodes = [sha256(b"\x01" + left + right).digest() for left, right in pairs]

    def root(self) -> bytes:
        """Return the tree's hash, 32 bytes; that of no leaf is the SHA-256 of nothing."""
        root = b""
        for node in filter(None, self._alone):
            root = hashlib.sha256(b"\x01" + node + root).digest() if root else node
        return root or hashlib.sha256(b"").digest()

    def _paired(self, level: int, nodes: list[bytes]) -> list[bytes]:
        """Return the nodes of a level that have a sibling by now; keep the one that has not."""
        if level == len(self._alone):
            self._alone.append(b"")
        if self._alone[level]:
            nodes = [self._alone[level], *nodes]
        self._alone[level] = nodes.pop() if len(nodes) % 2 else b""
        return nodes
