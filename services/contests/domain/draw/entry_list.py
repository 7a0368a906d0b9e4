"""The frozen list: lines `ref|weight` in the order of the bytes of their refs.

Lists hold millions of lines, so they are read and checked a batch at a time: one search of a
regular expression over a thousand lines costs a fifth of a thousand searches.
"""

import operator
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from services.contests.domain.draw.errors import BadEntryLine, ListNotOrdered
from services.contests.domain.draw.merkle import MerkleTree

HEAVIEST = 1000
BATCH = 1000
_LINE = re.compile(r"([a-z0-9-]{6,40})\|([1-9][0-9]{0,3})")
_LINES = re.compile(rb"^([a-z0-9-]{6,40})\|([1-9][0-9]{0,3})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ListSummary:
    """What a commitment says of its list: root (64 hex characters), lines, sum of weights."""

    root: str
    entries: int
    weight: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Lines that follow one another and were checked, as ASCII bytes, with what they say."""

    lines: Sequence[bytes]
    refs: Sequence[bytes]
    weights: Sequence[int]


class Summing:
    """The summary of a list while its batches pass by."""

    def __init__(self) -> None:
        self._tree, self._entries, self._weight = MerkleTree(), 0, 0

    def add(self, batch: Batch) -> None:
        """Take the next lines."""
        self._tree.extend(batch.lines)
        self._entries += len(batch.lines)
        self._weight += sum(batch.weights)

    def summary(self) -> ListSummary:
        """Return root and counts of all lines taken."""
        return ListSummary(self._tree.root().hex(), self._entries, self._weight)


def entry_line(ref: str, weight: int) -> str:
    """Return the line of one entry. Raises `BadEntryLine`."""
    line = f"{ref}|{weight}"
    parse_line(line)
    return line


def parse_line(line: str, max_weight: int = HEAVIEST) -> tuple[str, int]:
    """Return the ref and the weight of a line. Raises `BadEntryLine`."""
    match = _LINE.fullmatch(line)
    if match is None or int(match[2]) > min(max_weight, HEAVIEST):
        raise BadEntryLine(f"{line!r} is not ref|weight with a weight of 1 to {max_weight}")
    return match[1], int(match[2])


def read_batches(lines: Iterable[str], max_weight: int = HEAVIEST) -> Iterator[Batch]:
    """Yield the lines in batches, refusing disorder, doubles and bad lines as they come.

    Refs are compared, not lines: `|` sorts behind letters, so `abcdef|1` sorts behind `abcdef0|1`.
    Raises `BadEntryLine` or `ListNotOrdered`.
    """
    before, source = b"", iter(lines)
    heaviest = min(max_weight, HEAVIEST)
    while taken := list(islice(source, BATCH)):
        batch = _at_once(before, taken, heaviest) or _one_by_one(before, taken, heaviest)
        yield batch
        before = batch.refs[-1]


def summarise(lines: Iterable[str], max_weight: int = HEAVIEST) -> ListSummary:
    """Read the whole list once and return its root and counts. Raises as `read_batches`."""
    summing = Summing()
    for batch in read_batches(lines, max_weight):
        summing.add(batch)
    return summing.summary()


def _at_once(before: bytes, lines: list[str], heaviest: int) -> Batch | None:
    """Return the lines if all of them are right; whatever is not ASCII is no grammar's `?`."""
    text = "\n".join(lines).encode("ascii", "replace")
    found = _LINES.findall(text)
    split = text.split(b"\n")
    if not len(found) == len(split) == len(lines):
        return None
    refs, digits = zip(*found, strict=True)
    weights = [int(each) for each in digits]
    ordered = before < refs[0] and all(map(operator.lt, refs, refs[1:]))
    return Batch(split, refs, weights) if ordered and max(weights) <= heaviest else None


def _one_by_one(before: bytes, lines: list[str], heaviest: int) -> Batch:
    """Say which line is wrong. Raises `BadEntryLine` or `ListNotOrdered`."""
    last, refs, weights = before.decode(), [], []
    for line in lines:
        ref, weight = parse_line(line, heaviest)
        if ref <= last:
            raise ListNotOrdered(f"{ref} stands behind {last}")
        last = ref
        refs.append(ref.encode())
        weights.append(weight)
    return Batch([line.encode() for line in lines], refs, weights)
