"""One addition: how it is performed, what proves it, and what it may cost."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.count.copy import Copy


@dataclass(frozen=True)
class Addition:
    """`proofs` are tests that `perform` writes or that exist; `own` folders that are not counted.

    `place` is its row in the table of `docs/architecture.md`, `limit` how many files a person may
    have to touch beside tests.
    """

    name: str
    title: str
    place: int
    limit: int
    perform: Callable[[Copy], None]
    proofs: tuple[str, ...]
    own: tuple[str, ...] = ()
