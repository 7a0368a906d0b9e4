"""Drawing: hashing and ranking a list, beside one hash for each entry; and the whole of a draw.

A draw goes from the sealed list to the stored certificate, through the worker's timer: the
signature is checked, the chunks are read, the root is computed again, every entry is ranked, the
certificate's digest is made.
"""

import hashlib
import random
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Effort, Result, compared
from bench.million.running import StepTook, most, run_step, took
from bench.servers import Servers
from services.contests.domain.draw import Ranking, entry_line, read_batches, summarise

COUNT = 100_000
LISTS = (1_000_000, 4_000_000)
PRK = bytes(32)


def run(effort: Effort, _servers: Servers) -> Iterator[Result]:
    """Yield the rates, in entries per second, and what draws of long lists take."""
    lines = _lines(effort.of(COUNT))
    bare = "one SHA-256 an entry"
    for what, work in (("seal (Merkle root)", _seal), ("rank (3 winners, 5 alternates)", _rank)):
        yield compared(
            what, lambda work=work: work(lines), bare, lambda: _hash(lines), effort=effort
        )
    for people in LISTS:
        yield from _drawn(effort.of(people), effort.runs)


def _drawn(people: int, runs: int) -> Iterator[Result]:
    """Draw copies of one sealed contest; check the last one's certificate."""
    with tempfile.TemporaryDirectory() as name:
        original, copy = Path(name, "sealed"), Path(name, "drawn")
        original.mkdir()
        run_step("sealed", original, people)
        told = []
        for _ in range(runs):
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(original, copy)
            told.append(run_step("draw", copy, people))
        median = statistics.median
        seconds, cpu = (median(each[what] for each in told) for what in ("seconds", "cpu"))
        highest = max(each["megabytes"] for each in told)
        yield StepTook(f"draw of {people:,}", seconds, cpu, highest, most(people))
        run_step("certificate", copy, people)
        checked = run_step("alone", copy, people)
        assert checked["code"] == 0, checked["last"]
        yield took("its check by verify.py alone", checked)


def _lines(count: int) -> list[str]:
    refs = random.Random(7)
    return sorted(entry_line(f"e-{refs.getrandbits(80):020x}", 1) for _ in range(count))


def _hash(lines: list[str]) -> int:
    for line in lines:
        hashlib.sha256(line.encode()).digest()
    return len(lines)


def _seal(lines: list[str]) -> int:
    return summarise(lines).entries


def _rank(lines: list[str]) -> int:
    ranking = Ranking(PRK, 8)
    for batch in read_batches(lines):
        ranking.add(batch)
    return len(ranking.first()) and len(lines)
