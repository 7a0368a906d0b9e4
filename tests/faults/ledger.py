"""The clients' own account: what was acknowledged to whom, kept apart from what Kermesse stores."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

FEWEST = 20


@dataclass(frozen=True)
class Person:
    """Someone who enters; `key` stands for this one sending of the form."""

    number: int
    source: str
    key: str
    of_age: bool = True
    first_name: str = "Zoé"

    @property
    def email(self) -> str:
        """Their address."""
        return f"person-{self.number:05}@people.example.org"


@dataclass(frozen=True)
class Refusal:
    """A definite no; when its sender first asked and when they were told, in epoch seconds."""

    source: str
    why: str
    asked: float
    told: float


@dataclass(frozen=True)
class Bounds:
    """How many refusals must have been counted, and how many may have been."""

    fewest: int = 0
    most: int = 0


@dataclass
class Ledger:
    """What clients were told. `odd` are answers that must never be given.

    `entered` and `confirmed` are by address; a person in neither of them got a definite no, which
    is in `refused`, or never asked.
    """

    entered: dict[str, Person] = field(default_factory=dict)
    confirmed: dict[str, str] = field(default_factory=dict)
    receipts: dict[str, dict[str, Any]] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    too_late: set[str] = field(default_factory=set)
    odd: list[str] = field(default_factory=list)
    repeats: int = 0
    retries: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def note_confirmed(self, email: str, ref: str, receipt: dict[str, Any] | None) -> None:
        """Note an acknowledged confirmation; a repeat must say the same."""
        with self.lock:
            if self.confirmed.setdefault(email, ref) != ref:
                self.odd.append(f"{email} was {self.confirmed[email]}, then {ref}")
            if receipt and self.receipts.setdefault(ref, receipt) != receipt:
                self.odd.append(f"{ref} has two receipts")

    def by_source(self) -> dict[str, dict[str, int]]:
        """Return how many of each source were acknowledged as entered and confirmed."""
        people = {person.email: person for person in self.entered.values()}
        lines: dict[str, Counter[str]] = {}
        for person in people.values():
            lines.setdefault(person.source, Counter())["submitted"] += 1
        for email in self.confirmed:
            lines.setdefault(people[email].source, Counter())["confirmed"] += 1
        names = ("submitted", "confirmed")
        return {source: {name: line[name] for name in names} for source, line in lines.items()}

    def counted_refusals(self, sealing: float, sealed: float) -> dict[str, Bounds]:
        """Return for each source how many refusals are counted, which ends with the seal.

        Who was told before the sealing began is counted, who asked after it was over is not; of
        the others only the documents know.
        """
        bounds: dict[str, Bounds] = {}
        for one in self.refused:
            so_far = bounds.get(one.source, Bounds())
            fewest = so_far.fewest + (one.told < sealing)
            bounds[one.source] = Bounds(fewest, so_far.most + (one.asked <= sealed))
        return bounds


class InFlight:
    """How many requests were sent and not answered yet."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.now = 0

    @contextmanager
    def one(self) -> Iterator[None]:
        """Count a request for as long as the block lasts."""
        self._add(1)
        try:
            yield
        finally:
            self._add(-1)

    def _add(self, count: int) -> None:
        with self.changed:
            self.now += count
            self.changed.notify_all()

    @contextmanager
    def at_least(self, fewest: int, seconds: float) -> Iterator[int]:
        """Wait for so many; none ends or begins for the clients while the block runs."""
        with self.changed:
            there = self.changed.wait_for(lambda: self.now >= fewest, seconds)
            assert there, f"{self.now} requests in flight for {seconds:.0f} s, not {fewest}"
            yield self.now
