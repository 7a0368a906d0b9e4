"""The frozen list: lines `ref|weight` in the order of the bytes of their refs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from services.contests.domain.draw.errors import BadEntryLine, ListNotOrdered
from services.contests.domain.draw.merkle import MerkleTree

HEAVIEST = 1000
_LINE = re.compile(r"([a-z0-9-]{6,40})\|([1-9][0-9]{0,3})")


@dataclass(frozen=True, slots=True)
class ListSummary:
    """What a commitment says of its list: root (64 hex characters), lines, sum of weights."""

    root: str
    entries: int
    weight: int


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


def read_list(lines: Iterable[str], max_weight: int = HEAVIEST) -> Iterator[tuple[str, int]]:
    """Yield (ref, weight) of each line, refusing disorder, doubles and bad lines as they come.

    Refs are compared, not lines: `|` sorts behind letters, so `abcdef|1` sorts behind `abcdef0|1`.
    Raises `BadEntryLine` or `ListNotOrdered`.
    """
    before = ""
    for line in lines:
        ref, weight = parse_line(line, max_weight)
        if ref <= before:
            raise ListNotOrdered(f"{ref} stands behind {before}")
        before = ref
        yield ref, weight


def summarise(lines: Iterable[str], max_weight: int = HEAVIEST) -> ListSummary:
    """Read the whole list once and return its root and counts. Raises as `read_list`."""
    tree, entries, total = MerkleTree(), 0, 0
    for ref, weight in read_list(lines, max_weight):
        tree.add(f"{ref}|{weight}".encode())
        entries, total = entries + 1, total + weight
    return ListSummary(tree.root().hex(), entries, total)
