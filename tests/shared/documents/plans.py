"""Every search of a test is looked at: SQLite's plan names an index, and the index narrows it."""

import sqlite3
from collections.abc import Iterator

import pytest

from shared.documents.planning import RANGES
from shared.documents.sqlite import table
from shared.documents.sqlite.scans import Scan, Search

# Services, whose tests run all their use cases; other tests ask whatever they like.
WATCHED = ("tests/contests/", "tests/influencers/", "tests/insights/", "tests/gateway/")


class Plans:
    """Looks at searches; `faults` says which of them no index serves."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.seen = 0
        self._known: set[object] = set()

    def look(self, collection: str, search: Search, connection: sqlite3.Connection) -> None:
        """Note the search if it is a fault; each shape of one is looked at once."""
        shape = (collection, search.index_name, repr(_shape(search)))
        if shape in self._known:
            return
        self._known.add(shape)
        self.seen += 1
        steps = search.explain(connection)
        if not steps or not all(_by_index(step) for step in steps):
            self.faults.append(f"{collection}: {search.where}: {steps}")
        if not _narrowed(search):
            self.faults.append(f"{collection}: {search.where}: all of {search.index_name} is read")


def _shape(search: Search) -> object:
    condition = search.where.items()
    return [(path, list(one) if isinstance(one, dict) else type(one)) for path, one in condition]


def _by_index(step: str) -> bool:
    return step.startswith("SEARCH") and " USING " in step and ("INDEX" in step or "KEY" in step)


def _narrowed(search: Search) -> bool:
    """Return whether the index reads less than the workspace, or no more than was asked."""
    if not isinstance(search, Scan) or search.plan.covered or search.plan.pinned:
        return True
    condition = search.where.get(search.plan.tail[0]) if search.plan.tail else None
    return isinstance(condition, dict) and bool((RANGES | {"$in"}) & set(condition))


@pytest.fixture(autouse=True)
def searches_use_an_index(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a service's test in which a search was not served by an index."""
    if (
        not str(request.path.as_posix())
        .partition("/tests/")[2]
        .startswith(tuple(folder.removeprefix("tests/") for folder in WATCHED))
    ):
        yield
        return
    plans = Plans()
    table.watchers.append(plans.look)
    yield
    table.watchers.remove(plans.look)
    assert plans.faults == []
