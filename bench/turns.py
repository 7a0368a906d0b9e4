"""The turns of the bench of documents: the port's, and the same ones with a driver alone."""

from typing import Any, Protocol

from bench.measure import Effort
from bench.sample import CONTEST, WORKSPACE, document, event, id_of
from shared.documents import Change, Collection, Document
from shared.events import Event

STATES = ("unconfirmed", "confirmed")
PAGE = 50
# Events of the turns of `change` have identifiers of their own.
LATER = 10**6


class RawStore(Protocol):
    """Entries through a driver alone. Documents and events are `shaped` before they are timed."""

    def shaped(self, document: Document) -> Document:
        """Return the document as the driver takes it."""
        ...

    def shaped_event(self, event: Event) -> Document:
        """Return the record of an event as the driver takes it."""
        ...

    def insert(self, document: Document, event: Document) -> None:
        """Store an entry with its event."""
        ...

    def get(self, id_: str) -> Document:
        """Return an entry by its identifier."""
        ...

    def change(self, id_: str, values: Document, event: Document) -> Any:
        """Set fields of an entry, and add an event."""
        ...

    def replace(self, document: Document) -> Document:
        """Store the next version of an entry, if it was made from the last."""
        ...

    def page(self, state: str, workspace: str, contest: str, limit: int) -> list[Document]:
        """Return the first entries of a state."""
        ...

    def by_token(self, workspace: str, hashed: str) -> Document | None:
        """Return the entry of a token."""
        ...


def _batches(effort: Effort, count: int, first: int = 0) -> list[range]:
    """Return the numbers of the entries of each turn, the last turn first."""
    turns = reversed(range(effort.runs + 1))
    return [range(first + turn * count, first + (turn + 1) * count) for turn in turns]


def _tokens(count: int) -> list[str]:
    return [document(number)["manage_token"] for number in range(count)]


class PortTurns:
    """The turns of the port; each returns how many writes or documents it was."""

    def __init__(self, entries: Collection, effort: Effort, count: int) -> None:
        self._entries, self._count = entries, count
        self._new = [
            [(document(number), event(number)) for number in batch]
            for batch in _batches(effort, count)
        ]
        self._told = [[event(n) for n in batch] for batch in _batches(effort, count, LATER)]
        self._tokens = _tokens(count)
        self._read: list[Document] = []
        self._turn = 0

    def insert(self) -> int:
        """Insert new entries, each with its event."""
        new = self._new.pop()
        for one, told in new:
            self._entries.insert(one, [told])
        return len(new)

    def change(self) -> int:
        """Move entries to another state, each with an event."""
        self._turn += 1
        update = {"$set": {"state": STATES[self._turn % 2]}}
        for number, told in enumerate(self._told.pop()):
            assert self._entries.change(WORKSPACE, {"_id": id_of(number)}, update, [told])
        return self._count

    def replace(self) -> int:
        """Store the next version of entries; they are read in the turn that is not counted."""
        read = self._read or [self._get(number) for number in range(self._count)]
        self._read = [self._entries.replace({**one, "country": "BE"}) for one in read]
        return self._count

    def _get(self, number: int) -> Document:
        found = self._entries.get(WORKSPACE, id_of(number))
        assert found is not None
        return found

    def pages(self) -> int:
        """Read pages of 50 entries of a state."""
        where = {"contest_id": CONTEST, "state": STATES[0], "reason": ""}
        rounds = range(self._count // 10)
        return sum(len(self._entries.find(WORKSPACE, where, limit=PAGE).items) for _ in rounds)

    def one(self) -> int:
        """Read entries one by one, each by its token."""
        return sum(
            len(self._entries.find(WORKSPACE, {"manage_token": token}, limit=1).items)
            for token in self._tokens
        )

    def in_hundreds(self) -> int:
        """Change entries in batches of 100."""
        changes = self._changes()
        for begin in range(0, len(changes), 100):
            self._entries.change_each(WORKSPACE, changes[begin : begin + 100])
        return len(changes)

    def one_by_one(self) -> int:
        """Make the same changes, one call for each."""
        changes = self._changes()
        for each in changes:
            self._entries.change(WORKSPACE, each.where, each.update)
        return len(changes)

    def _changes(self) -> list[Change]:
        self._turn += 1
        update = {"$set": {"state": STATES[self._turn % 2]}}
        return [Change({"_id": id_of(number)}, update) for number in range(self._count)]


class RawTurns:
    """The same turns with a driver alone."""

    def __init__(self, store: RawStore, effort: Effort, count: int, first: int = 0) -> None:
        self._store, self._count = store, count
        self._new = [
            [(store.shaped(document(n)), store.shaped_event(event(n))) for n in batch]
            for batch in _batches(effort, count, first)
        ]
        self._told = [
            [store.shaped_event(event(number)) for number in batch]
            for batch in _batches(effort, count, LATER)
        ]
        self._tokens = _tokens(count)
        self._read: list[Document] = []
        self._turn = 0

    def insert(self) -> int:
        """Insert new entries, each with its event."""
        new = self._new.pop()
        for one, told in new:
            self._store.insert(one, told)
        return len(new)

    def change(self) -> int:
        """Move entries to another state, each with an event."""
        self._turn += 1
        for number, told in enumerate(self._told.pop()):
            self._store.change(id_of(number), {"state": STATES[self._turn % 2]}, told)
        return self._count

    def replace(self) -> int:
        """Store the next version of entries; they are read in the turn that is not counted."""
        read = self._read or [self._store.get(id_of(number)) for number in range(self._count)]
        self._read = [self._store.replace({**one, "country": "BE"}) for one in read]
        return self._count

    def pages(self) -> int:
        """Read pages of 50 entries of a state."""
        rounds = range(self._count // 10)
        return sum(len(self._store.page(STATES[0], WORKSPACE, CONTEST, PAGE)) for _ in rounds)

    def one(self) -> int:
        """Read entries one by one, each by its token."""
        return sum(self._store.by_token(WORKSPACE, token) is not None for token in self._tokens)
