"""Ranking a list and writing its certificate, beside one hash for each entry."""

import hashlib
import random

from bench.measure import Figure, rate_of
from services.contests.domain.draw import Ranking, entry_line, read_batches, summarise

COUNT = 100_000
PRK = bytes(32)


def run() -> list[Figure]:
    """Return the rates, in entries per second, of sealing and of ranking a list."""
    lines = _lines()
    baseline = rate_of(lambda: _hash(lines))
    name = "one SHA-256 an entry"
    return [
        Figure("seal (Merkle root)", rate_of(lambda: summarise(lines).entries), name, baseline),
        Figure("rank (3 winners, 5 alternates)", rate_of(lambda: _rank(lines)), name, baseline),
    ]


def _lines() -> list[str]:
    refs = random.Random(7)
    return sorted(entry_line(f"e-{refs.getrandbits(80):020x}", 1) for _ in range(COUNT))


def _hash(lines: list[str]) -> int:
    for line in lines:
        hashlib.sha256(line.encode()).digest()
    return len(lines)


def _rank(lines: list[str]) -> int:
    ranking = Ranking(PRK, 8)
    for batch in read_batches(lines):
        ranking.add(batch)
    return len(ranking.first()) and len(lines)
