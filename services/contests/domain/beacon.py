"""The public beacon: which chains are trusted, and which round belongs to which instant.

drand publishes a signed round every few seconds, never before its time (https://docs.drand.love).
Chains are pinned here and in the verifier; no certificate, setting or answer brings its own key.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from shared.errors import AppError, Kind

SCHEME = "bls-unchained-g1-rfc9380"
DST = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class UnknownChain(AppError):
    """No beacon of this chain hash is pinned here."""

    slug: ClassVar[str] = "unknown_chain"


class BeforeGenesis(AppError):
    """The beacon had not begun at this instant."""

    slug: ClassVar[str] = "before_genesis"


class BeaconLate(AppError):
    """The round is not published yet: the draw waits for this same round."""

    slug: ClassVar[str] = "beacon_late"
    kind: ClassVar[Kind] = Kind.UNAVAILABLE


class BeaconLied(AppError):
    """This is not the signature of the round."""

    slug: ClassVar[str] = "beacon_lied"
    kind: ClassVar[Kind] = Kind.INVALID


class BeaconUnavailable(AppError):
    """No address of the beacon gave a usable answer."""

    slug: ClassVar[str] = "beacon_unavailable"
    kind: ClassVar[Kind] = Kind.UNAVAILABLE


def round_message(number: int) -> bytes:
    """Return what an unchained round signs: the SHA-256 of its number as 8 big-endian bytes."""
    return hashlib.sha256(number.to_bytes(8, "big")).digest()


@dataclass(frozen=True, slots=True)
class Chain:
    """One chain of the beacon: `hash` and `public_key` (G2, compressed) in hexadecimal,
    `genesis` in seconds since 1970, `period` in seconds; `test` when anyone can sign its rounds.
    """

    name: str
    hash: str
    public_key: str
    genesis: int
    period: int
    test: bool

    def round_at(self, draw_at: datetime) -> int:
        """Return the first round at or after `draw_at`: ceil((draw_at - genesis) / period) + 1.

        Counted in whole milliseconds, without a float. Raises `BeforeGenesis`.
        """
        elapsed = (draw_at - _EPOCH) // _MILLISECOND - self.genesis * 1000
        if elapsed < 0:
            raise BeforeGenesis
        return -(-elapsed // (self.period * 1000)) + 1

    def time_of(self, number: int) -> datetime:
        """Return the instant at which a round is published; rounds count from 1."""
        return _EPOCH + timedelta(seconds=self.genesis + (number - 1) * self.period)


QUICKNET = Chain(
    name="quicknet",
    hash="52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
    public_key=(
        "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c"
        "8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb"
        "5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
    ),
    genesis=1692803367,
    period=3,
    test=False,
)

# Its secret scalar is SHA-256("kermesse test beacon") modulo the order of the curve: anyone can
# sign any round, so a draw on it proves nothing to the public. Its hash is the SHA-256 of the
# canonical JSON of {genesis_time, period, public_key, scheme}.
TEST = Chain(
    name="test",
    hash="b6b5aa07a61520b3dee25f538078b4b8d464b8a6f4ba35341bb927e4f3642902",
    public_key=(
        "b85924721a67a0865b098806ca4fbaf0bfdd01994b068933c3dcf1408a6fcea8"
        "79a5c142cc67205265bc3427a54956b215da5616b38206ec0addf8dbff7c7bb8"
        "745c5cd96d05d792afe38d68dd147be8479477552cb34de521003e733956cc61"
    ),
    genesis=1767225600,
    period=1,
    test=True,
)

CHAINS = {chain.hash: chain for chain in (QUICKNET, TEST)}
CHAINS_BY_NAME = {chain.name: chain for chain in CHAINS.values()}


def chain_of(chain_hash: str) -> Chain:
    """Return the pinned chain of this hash. Raises `UnknownChain`."""
    try:
        return CHAINS[chain_hash]
    except KeyError as error:
        raise UnknownChain from error
