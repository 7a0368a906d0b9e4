"""What the story leaves to be called: values for parameters of addresses, whose they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.contests.domain.entry import Entry
from tests.walls.people import Guest


@dataclass
class Stand:
    """A contest, or the programs, with what leads there: values for parameters of addresses.

    `guests` are whose each ref, token and id is; `versions` are those of what is edited, by id.
    `bodies` and `headers` are what a command takes that names something of the story.
    """

    id: str
    values: dict[str, list[str]]
    guests: dict[str, Guest] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    bodies: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, entry: Entry, guest: Guest, tokens: Iterable[str]) -> None:
        """Know an entry with the links of its mails."""
        found = {"entry_id": [entry.id], "ref": [entry.ref], "token": [*tokens]}
        for name, each in found.items():
            self.values[name] = [*self.values.get(name, []), *each]
        self.guests |= dict.fromkeys((entry.ref, *found["token"]), guest)

    def put_first(self, refs: Sequence[str]) -> None:
        """Let whoever has these refs come first, in their order."""
        marks = [self.guests[ref].mark for ref in refs]
        for name in ("ref", "token"):
            self.values[name].sort(key=lambda each: _place(marks, self.guests[each].mark))


def _place(marks: Sequence[str], mark: str) -> int:
    return marks.index(mark) if mark in marks else len(marks)
