"""What a collection knows about its indexes, and how its work reaches the file."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from shared.documents import Index, Where, checks
from shared.documents.planning import IDENTIFIER, Plan, Planner
from shared.documents.sqlite import schema
from shared.documents.sqlite.connections import Connections
from shared.documents.sqlite.keys import place_key
from shared.documents.sqlite.rows import Rows
from shared.documents.sqlite.scans import ById, Scan, Search

T = TypeVar("T")
# No index has this number: a collection without any document has no rows of keys either.
NOWHERE = -1
Watcher = Callable[[str, Search, sqlite3.Connection], None]
# Tests look at every search here, with the collection's name; nothing else does.
watchers: list[Watcher] = []


class Table:
    """The documents of one collection."""

    def __init__(self, name: str, connections: Connections) -> None:
        checks.check_name(name)
        self.name = name
        self._connections = connections
        self._planner = Planner()
        self._known: tuple[int, dict[str, schema.Stored]] = (-1, {})

    @property
    def indexed(self) -> Mapping[str, str]:
        """The paths of the indexes that this process declared."""
        return self._planner.indexed

    @property
    def indexes(self) -> Sequence[Index]:
        """The indexes that this process declared, the one of identifiers among them."""
        return (IDENTIFIER, *self._planner.indexes)

    def ensure(self, indexes: Sequence[Index]) -> None:
        """Create the declared indexes where they are absent, for what is stored already too."""
        for index in indexes:
            checks.check_index(index)
        stored = self.read(lambda connection: schema.load(connection, self.name))
        known = {name: one.index for name, one in stored.items()}
        if any(known.get(index.name) != index for index in (IDENTIFIER, *indexes)):
            self._connections.write(
                lambda connection: schema.declare(connection, self.name, indexes)
            )
        self._planner.declare(indexes)

    def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Return what `work` reads."""
        return self._connections.read(work)

    def write(self, work: Callable[[Rows], T]) -> T:
        """Run `work` in one write transaction."""
        return self._connections.write(lambda connection: work(self._rows(connection)))

    def give_way(self) -> None:
        """Let other writers come between two transactions of long work."""
        self._connections.give_way()

    def _rows(self, connection: sqlite3.Connection) -> Rows:
        generation = schema.generation(connection)
        if self._known[0] != generation:
            self._known = (generation, schema.load(connection, self.name))
        stored = self._known[1]
        if IDENTIFIER.name not in stored:
            # Not remembered: this transaction may yet be undone.
            schema.declare(connection, self.name, ())
            stored = schema.load(connection, self.name)
        return Rows(connection, self.name, tuple(stored.values()))

    def plan(self, where: Where, order: Sequence[str] = ()) -> Plan:
        """Return how the search is made; raise `UnsupportedForm` where no index serves it."""
        return self._planner.plan(where, order)

    def search(
        self,
        connection: sqlite3.Connection,
        plan: Plan,
        workspace: str,
        where: Where,
        *,
        after: Sequence[object] | None = None,
        descending: bool = False,
    ) -> Search:
        """Return the planned search; `after` holds the values of the sort at a former place."""
        search: Search
        if isinstance(where.get("_id"), str):
            search = ById(self.name, workspace, where)
        else:
            place = None if after is None else place_key(plan, after)
            number = self._number(connection, plan.index.name)
            search = Scan(number, plan, workspace, where, place, descending)
        for watch in watchers:
            watch(self.name, search, connection)
        return search

    def _number(self, connection: sqlite3.Connection, name: str) -> int:
        """Return the number of an index in the file."""
        if name not in self._known[1]:
            self._known = (schema.generation(connection), schema.load(connection, self.name))
        stored = self._known[1].get(name)
        return stored.ix if stored else NOWHERE
