"""The public papers of a draw: commitment and seal, the list, the certificate."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from services.contests.domain.draw import certificate_bytes
from services.contests.use_cases.context import Context
from shared.documents import Page
from shared.errors import NotFound


@dataclass(frozen=True)
class Commitment:
    """What was published before the round: the very JSON that was hashed, and its hash."""

    commitment: Mapping[str, Any]
    seal: str


def read_commitment(context: Context, *, workspace: str, contest: str) -> Commitment:
    """Return commitment and seal. Raises `NotFound` before the seal."""
    found = context.stores.contests.get(workspace, contest)
    if found.commitment is None:
        raise NotFound
    return Commitment(found.commitment, found.seal)


def read_list(context: Context, *, workspace: str, contest: str, after: str = "") -> Page[str]:
    """Return lines `ref|weight`, a chunk at a time. Raises `NotFound`.

    `after` is the number of the chunk read last, "" for the first. Before the seal there is no
    list, though chunks may exist: they are not committed to yet.
    """
    found = context.stores.contests.get(workspace, contest)
    number = int(after) + 1 if after.isdecimal() else 0
    if found.commitment is None or number >= found.chunks:
        raise NotFound
    chunk = context.stores.list_chunks.get(workspace, contest, number)
    if chunk is None:
        raise NotFound
    return Page(list(chunk.items), None if chunk.final else str(number))


def read_certificate(context: Context, *, workspace: str, contest: str) -> Iterator[bytes]:
    """Return the bytes of the certificate, in pieces, the same for ever. Raises `NotFound`."""
    draw = context.stores.draws.get(workspace, contest)
    lines = context.stores.list_chunks.lines(workspace, contest)
    return certificate_bytes(draw.parts, draw.digest, lines)
