"""The certificate: what anyone needs to compute the draw again, in one canonical JSON file."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from services.contests.domain.beacon import chain_of
from services.contests.domain.draw.canonical import canonical
from services.contests.domain.draw.commitment import VERSION, seal_of
from services.contests.domain.draw.entry_list import Summing, read_batches
from services.contests.domain.draw.errors import ListChanged
from services.contests.domain.draw.ranking import Ranking, prk_of

LIMITS = (
    "This does not prove that each entry is a person.",
    "This does not prove that the organiser entered nobody before closing.",
)
TEST_LIMIT = "test beacon: no public proof"
_SUMMED = ("root", "entries", "weight")


def limits_of(chain_hash: str) -> list[str]:
    """Return the lines "what this does not prove" for draws on this chain."""
    return [*LIMITS, *([TEST_LIMIT] if chain_of(chain_hash).test else [])]


def draw(
    commitment: Mapping[str, Any],
    rules: Mapping[str, Any],
    signature: bytes,
    lines: Iterable[str],
) -> dict[str, Any]:
    """Return the certificate's parts: all of it but `list` and `digest`.

    `lines` is the whole list, read once: it is proved to be the committed one and ranked at the
    same time. The signature is taken on trust here; the beacon's adapter verified it. Raises
    `ListChanged`, or as `read_batches`.
    """
    prizes = commitment["prizes"]
    places = sum(prize["count"] for prize in prizes)
    ranking = Ranking(prk_of(signature, seal_of(commitment)), places + commitment["alternates"])
    summing = Summing()
    for batch in read_batches(lines, commitment["max_weight"]):
        summing.add(batch)
        ranking.add(batch)
    if asdict(summing.summary()) != {name: commitment[name] for name in _SUMMED}:
        raise ListChanged
    ranked = ranking.first()
    order = (place for place, prize in enumerate(prizes) for _ in range(prize["count"]))
    return {
        "version": VERSION,
        "commitment": dict(commitment),
        "rules": dict(rules),
        "signature": signature.hex(),
        "winners": [
            {"ref": ref, "prize": place, "name": prizes[place]["name"]}
            for ref, place in zip(ranked, order, strict=False)
        ],
        "alternates": ranked[places:],
        "not_awarded": max(0, places - len(ranked)),
        "limits": limits_of(commitment["beacon"]["chain"]),
    }


def certificate_digest(parts: Mapping[str, Any], lines: Iterable[str]) -> str:
    """Return the digest: the SHA-256 of the canonical certificate without its `digest` member."""
    digest = hashlib.sha256()
    for piece in _members(parts, lines):
        digest.update(piece)
    return digest.hexdigest()


def certificate_bytes(
    parts: Mapping[str, Any], digest: str, lines: Iterable[str]
) -> Iterator[bytes]:
    """Yield the canonical bytes of the certificate in pieces, for a known digest (64 hex)."""
    return _members({**parts, "digest": digest}, lines)


def _members(parts: Mapping[str, Any], lines: Iterable[str]) -> Iterator[bytes]:
    """Yield the members in canonical order: names here are ASCII, so plain sorting is it."""
    opening = b"{"
    for name in sorted([*parts, "list"]):
        yield b'%s"%s":' % (opening, name.encode())
        if name == "list":
            yield from _list_bytes(lines)
        else:
            yield canonical(parts[name])
        opening = b","
    yield b"}"


def _list_bytes(lines: Iterable[str]) -> Iterator[bytes]:
    """Yield a JSON array of lines; their grammar holds no character that JSON would escape."""
    opening = b'["'
    for batch in read_batches(lines):
        yield opening + b'","'.join(batch.lines)
        opening = b'","'
    yield b"[]" if opening == b'["' else b'"]'
