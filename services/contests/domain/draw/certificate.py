"""The certificate: what anyone needs to compute the draw again, in one canonical JSON file."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain as joined
from itertools import islice
from typing import Any, BinaryIO

from services.contests.domain.beacon import chain_of
from services.contests.domain.draw.canonical import canonical
from services.contests.domain.draw.commitment import VERSION, seal_of
from services.contests.domain.draw.entry_list import read_list, summarise
from services.contests.domain.draw.errors import ListChanged
from services.contests.domain.draw.ranking import first_ranks, prk_of

LIMITS = (
    "This does not prove that each entry is a person.",
    "This does not prove that the organiser entered nobody before closing.",
)
TEST_LIMIT = "test beacon: no public proof"
_BATCH = 1000


def limits_of(chain_hash: str) -> list[str]:
    """Return the lines "what this does not prove" for draws on this chain."""
    return [*LIMITS, *([TEST_LIMIT] if chain_of(chain_hash).test else [])]


def draw(
    commitment: Mapping[str, Any],
    rules: Mapping[str, Any],
    signature: bytes,
    lines: Callable[[], Iterable[str]],
) -> dict[str, Any]:
    """Return the certificate's parts: all of it but `list` and `digest`.

    `lines` is called twice: once to prove the list is the committed one, once to rank it. The
    signature is taken on trust here; the beacon's adapter verified it. Raises `ListChanged`, or as
    `read_list`.
    """
    heaviest = commitment["max_weight"]
    summary = summarise(lines(), heaviest)
    if (summary.root, summary.entries, summary.weight) != (
        commitment["root"],
        commitment["entries"],
        commitment["weight"],
    ):
        raise ListChanged
    prk = prk_of(signature, seal_of(commitment))
    prizes = commitment["prizes"]
    places = sum(prize["count"] for prize in prizes)
    ranked = first_ranks(prk, read_list(lines(), heaviest), places + commitment["alternates"])
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


def write_certificate(out: BinaryIO, parts: Mapping[str, Any], lines: Iterable[str]) -> str:
    """Write the certificate to a seekable file in one pass over the list; return its digest.

    The digest stands before the list in canonical order and is known behind it: its place is left
    open while writing, then filled. Raises `BadEntryLine` or `ListNotOrdered`.
    """
    digest = hashlib.sha256()
    start = out.tell()
    place = 0
    for name, piece in _named({**parts, "digest": "0" * 64}, lines):
        if name == "digest":
            place = out.tell() + len(piece) - 65
        else:
            digest.update(piece)
        out.write(piece)
    end = out.tell()
    out.seek(max(place, start))
    out.write(digest.hexdigest().encode())
    out.seek(end)
    return digest.hexdigest()


def _members(parts: Mapping[str, Any], lines: Iterable[str]) -> Iterator[bytes]:
    return (piece for _, piece in _named(parts, lines))


def _named(parts: Mapping[str, Any], lines: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield (member, bytes) in canonical order: names here are ASCII, so plain sorting is it."""
    opening = b"{"
    for name in sorted([*parts, "list"]):
        label = b'%s"%s":' % (opening, name.encode())
        if name == "list":
            yield from ((name, piece) for piece in joined([label], _list_bytes(lines)))
        else:
            yield name, label + canonical(parts[name])
        opening = b","
    yield "", b"}"


def _list_bytes(lines: Iterable[str]) -> Iterator[bytes]:
    """Yield a JSON array of lines; their grammar holds no character that JSON would escape."""
    checked = (f'"{ref}|{weight}"' for ref, weight in read_list(lines))
    opening = b"["
    while batch := list(islice(checked, _BATCH)):
        yield opening + ",".join(batch).encode()
        opening = b","
    yield b"]" if opening == b"," else b"[]"
