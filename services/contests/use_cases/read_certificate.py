"""The public papers of a draw: commitment and seal, the list, the certificate."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from services.contests.domain.draw import certificate_bytes
from services.contests.use_cases.context import Context
from shared.errors import NotFound


@dataclass(frozen=True)
class ReadPapers:
    """The papers of one contest are asked for."""

    workspace: str
    contest: str


@dataclass(frozen=True)
class ReadList:
    """A page of the list: `after` is the number of the chunk read last, "" for the first."""

    workspace: str
    contest: str
    after: str = ""


def read_commitment(query: ReadPapers, context: Context) -> dict[str, Any]:
    """Return `{"commitment", "seal"}`. Raises `NotFound` before the seal."""
    contest = context.stores.contests.get(query.workspace, query.contest)
    if contest.commitment is None:
        raise NotFound
    return {"commitment": dict(contest.commitment), "seal": contest.seal}


def read_list(query: ReadList, context: Context) -> dict[str, Any]:
    """Return `{"items": ["ref|weight"…], "after"}`, a chunk at a time. Raises `NotFound`.

    Before the seal there is no list, though chunks may exist: they are not committed to yet.
    """
    contest = context.stores.contests.get(query.workspace, query.contest)
    number = int(query.after) + 1 if query.after.isdecimal() else 0
    if contest.commitment is None or number >= contest.chunks:
        raise NotFound
    chunk = context.stores.list_chunks.get(query.workspace, query.contest, number)
    if chunk is None:
        raise NotFound
    return {"items": list(chunk.items), "after": None if chunk.final else str(number)}


def read_certificate(query: ReadPapers, context: Context) -> Iterator[bytes]:
    """Return the bytes of the certificate, in pieces, the same for ever. Raises `NotFound`."""
    draw = context.stores.draws.get(query.workspace, query.contest)
    if draw is None:
        raise NotFound
    lines = context.stores.list_chunks.lines(query.workspace, query.contest)
    return certificate_bytes(draw["parts"], draw["digest"], lines)
